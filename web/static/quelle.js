// Arrow keys turn the pages of a document, unless something is being typed; without it the links do.
const WAYS = { ArrowLeft: "prev", ArrowRight: "next" };

document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, select, textarea, [tabindex='0']");
  if (busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  document.querySelector(`a[rel=${WAYS[event.key]}]`)?.click();
});
