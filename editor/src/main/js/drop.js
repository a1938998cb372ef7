/*
 * Files dropped on the page: onto the place for imports or the text they are imported, anywhere else they do nothing,
 * where a browser would leave the page to show them.
 */
import {element} from "./dom.js";
import {words} from "./words.js";

export function importByDrop(zone, editors, autosaves) {
  const input = zone.querySelector("input[type=file]");
  if (!input?.form) {
    return;
  }
  const places = [zone, ...editors.map(editor => editor.dom)];
  const said = element("p", {role: "status", class: "editor-dropping"});
  zone.append(said);
  let leaving = 0;

  const isFile = event => Array.from(event.dataTransfer?.types ?? []).includes("Files");
  const placeOf = event => places.find(place => event.target instanceof Node && place.contains(event.target));

  const show = dragging => {
    places.forEach(place => place.classList.toggle("dropping", dragging));
    const message = dragging ? words.dropHere : "";
    if (said.textContent !== message) {
      said.textContent = message;
    }
  };

  document.addEventListener("dragover", event => {
    if (!isFile(event)) {
      return;
    }
    event.preventDefault();
    event.dataTransfer.dropEffect = placeOf(event) ? "copy" : "none";
    clearTimeout(leaving);
    show(true);
  });
  // Leaving one element and entering the next come as a pair; only what is followed by nothing is the end.
  document.addEventListener("dragleave", event => {
    if (isFile(event)) {
      clearTimeout(leaving);
      leaving = setTimeout(() => show(false), 200);
    }
  });
  document.addEventListener("drop", async event => {
    if (!isFile(event)) {
      return;
    }
    event.preventDefault();
    clearTimeout(leaving);
    show(false);
    if (!placeOf(event)) {
      return;
    }
    const {files} = event.dataTransfer;
    if (files.length !== 1) {
      said.textContent = words.dropMany;
    } else if (!isWanted(files[0].name)) {
      said.textContent = words.dropWrong(input.accept.replaceAll(",", ", "));
    } else {
      said.textContent = words.dropped(files[0].name);
      input.files = files;
      await send();
    }
  });

  function isWanted(name) {
    const ends = input.accept.split(",").map(end => end.trim().toLowerCase()).filter(end => end.startsWith("."));
    return !ends.length || ends.some(end => name.toLowerCase().endsWith(end));
  }

  /** What was typed is saved first, so that the file meets the newest text. */
  async function send() {
    for (const autosave of autosaves) {
      if (autosave.unsaved && !await autosave.now()) {
        said.textContent = words.dropUnsaved;
        return;
      }
    }
    input.form.requestSubmit();
  }
}
