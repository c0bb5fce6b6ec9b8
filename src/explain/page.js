"use strict";
// Without this script a click or Enter still shows the explanation: marks are links to it.
const aside = document.querySelector("aside");
let shown = [];
function show(event) {
  const mark = event.target.closest("a[data-e]");
  if (!mark) return;
  for (const element of shown) element.classList.remove("on");
  shown = mark.dataset.e.split(" ").map((at) => document.getElementById("e" + at));
  const same = document.querySelectorAll('a[data-e="' + mark.dataset.e + '"]');
  shown.push(...same);
  for (const element of shown) element.classList.add("on");
  aside.classList.add("led");
  aside.scrollTop = 0;
}
const text = document.querySelector(".text");
text.addEventListener("mouseover", show);
text.addEventListener("focusin", show);
text.addEventListener("click", (event) => {
  // The place in the text stays where it is.
  if (event.target.closest("a[data-e]")) event.preventDefault();
  show(event);
});
