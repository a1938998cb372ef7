package io.imprimatur.editor;

/** The page of a draft as drafting-service makes it, as far as the editor knows it. */
record Form(
    String language, int version, int rest, int longest, int retry, String person, String token) {

  static Form of(String language) {
    return new Form(language, 1, 400, 1500, 300, "p-1", "t-1");
  }

  Form version(int version) {
    return new Form(language, version, rest, longest, retry, person, token);
  }

  Form person(String person, String token) {
    return new Form(language, version, rest, longest, retry, person, token);
  }

  Form rest(int rest, int longest) {
    return new Form(language, version, rest, longest, retry, person, token);
  }

  String page(String html) {
    return """
        <!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Draft</title>
        <link rel="stylesheet" href="/bootstrap.min.css">
        <link rel="stylesheet" href="/imprimatur.css"><link rel="stylesheet" href="/editor.css">
        <meta name="viewport" content="width=device-width, initial-scale=1"></head>
        <body><main class="container-xxl page"><h1>Draft</h1><a id="before" href="#before">before</a> <a id="submit" href="/submit" data-after-save>Submit</a>
        <p role="status" data-save-state>Saved 14:49:01</p>
        <form action="/page" method="post" data-autosave="/save" data-article="a-1" data-person="%s"
          data-autosave-rest="%d" data-autosave-longest="%d" data-autosave-retry="%d" data-sign-in="/sign-in">
        <input type="hidden" name="_csrf" value="%s"><input type="hidden" name="version" value="%d">
        <div class="field"><label class="form-label" for="title">Title</label><input class="form-control" id="title" name="title" value="A title"></div>
        <label><input type="checkbox" name="topics" value="water" checked> Water</label>
        <div class="field"><label class="form-label" for="body">Text</label>
        <textarea class="form-control" rows="20" id="body" name="body" data-editor lang="%s" required>%s</textarea></div>
        <button type="submit" class="btn btn-main" id="save" data-save>Save</button>
        <button type="submit" class="btn btn-plain" id="send" formaction="/send">Send</button></form>
        <section class="panel" data-import="/import"><form action="/import" method="post" enctype="multipart/form-data">
        <input type="hidden" name="_csrf" value="%s"><input type="hidden" name="version" value="%d">
        <label for="file">File</label><input class="form-control" type="file" id="file" name="file" accept=".docx,.md,.txt,.html">
        <button type="submit" class="btn btn-plain">Import</button></form></section>
        <a id="after" href="#after">after</a></main><script src="/editor.js"></script></body></html>
        """
        .formatted(
            language,
            person,
            rest,
            longest,
            retry,
            token,
            version,
            language,
            html.replace("&", "&amp;").replace("<", "&lt;"),
            token,
            version);
  }
}
