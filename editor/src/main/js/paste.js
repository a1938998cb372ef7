import {harmless} from "./tags.js";
export function pasted(html) { return {html: harmless(html), message: ""}; }
export function pastedText(text) { return text.replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, ""); }
