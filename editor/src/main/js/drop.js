export function importByDrop(zone, editors, autosave) {}
