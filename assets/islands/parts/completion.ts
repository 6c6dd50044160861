// A field that offers answers as one types, after the combobox pattern of the
// ARIA guide: arrows move, Enter takes, Escape closes. What is taken goes into
// the hidden field of the same form that data-into names; typing again empties
// it, so that a name never keeps another person's number.

type Choice = { value: string; name: string; about: string };

const pause = 120; // milliseconds without a key before asking

export function complete(input: HTMLInputElement): void {
  const form = input.form!;
  const into = input.dataset.into!;
  const holder = input.closest<HTMLElement>(".field")!;
  const list = document.createElement("ul");
  const said = document.createElement("span");
  let choices: Choice[] = [];
  let active = -1;
  let asked = 0;
  let timer = 0;

  list.id = input.id + "-choix";
  list.className = "listbox";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Propositions");
  said.className = "chosen";
  said.setAttribute("role", "status");
  holder.append(said, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (to: number) => {
    active = (to + choices.length) % choices.length;
    [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  };
  const take = (choice: Choice) => {
    input.value = choice.name;
    hidden(form, into).value = choice.value;
    said.textContent = "✓ " + choice.about;
    close();
  };
  const show = (found: Choice[]) => {
    choices = found;
    list.replaceChildren(...found.map((c, i) => option(list.id + i, c, () => take(c))));
    close();
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    said.textContent = found.length === 0 ? "Aucune proposition" : found.length === 1 ? "1 proposition" : found.length + " propositions";
  };
  const ask = async () => {
    const turn = ++asked;
    try {
      const res = await fetch(input.dataset.complete + "?q=" + encodeURIComponent(input.value), { headers: { Accept: "application/json" } });
      if (res.ok && turn === asked) show(await res.json());
    } catch {
      said.textContent = ""; // no network: the name is sent as typed
    }
  };

  input.addEventListener("input", () => {
    hidden(form, into).value = "";
    clearTimeout(timer);
    said.textContent = "";
    if (input.value.trim() === "") {
      asked++;
      close();
      return;
    }
    timer = window.setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault(); // a name is not the end of a sheet
      if (active >= 0) take(choices[active]);
      else if (!list.hidden && choices.length === 1) take(choices[0]);
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      point(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
    } else if (event.key === "Escape") {
      close();
    }
  });
  input.addEventListener("blur", close);
  form.addEventListener("reset", () => {
    asked++;
    clearTimeout(timer);
    said.textContent = "";
    close();
  });
}

// hidden is the field that is sent; the radio buttons of a page made without
// this script give way to it.
function hidden(form: HTMLFormElement, name: string): HTMLInputElement {
  const found = form.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`);
  if (found) return found;
  form.querySelector(`input[type=radio][name=${name}]`)?.closest("fieldset")?.remove();
  const made = document.createElement("input");
  made.type = "hidden";
  made.name = name;
  form.append(made);
  return made;
}

function option(id: string, choice: Choice, take: () => void): HTMLLIElement {
  const li = document.createElement("li");
  const name = document.createElement("strong");
  li.id = id;
  li.setAttribute("role", "option");
  li.setAttribute("aria-selected", "false");
  name.textContent = choice.name;
  li.append(name, " – " + choice.about);
  li.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    take();
  });
  return li;
}
