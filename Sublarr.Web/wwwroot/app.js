"use strict";

window.sublarr = {
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
    view: () => ({ isWide: matchMedia("(min-width: 48.01rem)").matches, isDark: !matchMedia("(prefers-color-scheme: light)").matches, hiddenColumns: hiddenColumns() }),
    hideColumns: (table, columns) => localStorage.setItem("sublarr-hidden-columns", JSON.stringify({ ...hiddenColumns(), [table]: columns })),
    // A cookie and no storage of the browser: the server draws the page, and should draw it right at once.
    setAppearance: chosen => {
        document.cookie = `sublarr-appearance=${chosen}; path=${new URL(document.baseURI).pathname}; max-age=34560000; samesite=lax`;
        document.documentElement.dataset.appearance = chosen;
    },
};

// Null where the browser keeps nothing, or something that cannot be read.
function hiddenColumns() {
    try {
        const kept = JSON.parse(localStorage.getItem("sublarr-hidden-columns"));
        return Object.values(kept).every(Array.isArray) ? kept : null;
    } catch {
        return null;
    }
}

// Proves that this page is one of Sublarr's own, also behind a proxy that does not pass on which host was asked for.
const circuitAddress = `_blazor?page=${encodeURIComponent(document.currentScript.dataset.page ?? "")}`;

// At once, then every second, then every five seconds, for ever: a server being updated is away for minutes.
Blazor.start({
    circuit: {
        configureSignalR: connection => connection.withUrl(circuitAddress),
        reconnectionOptions: {
            maxRetries: Number.MAX_SAFE_INTEGER,
            retryIntervalMilliseconds: attempt => attempt === 0 ? 0 : attempt < 15 ? 1000 : 5000,
        },
    },
});

// Blazor tells the state of the connection by classes of this element.
const reconnect = document.getElementById("components-reconnect-modal");

// A tab whose session has ended would try for ever: the server refuses the connection, and only the page can say why.
async function leaveWhenSignedOut() {
    try {
        const answer = await fetch(document.baseURI, { redirect: "manual", cache: "no-store" });
        if (answer.type === "opaqueredirect" || answer.status === 401) {
            location.reload();
        }
    } catch {
        // Not reachable: the connection is lost for another reason.
    }
}

setInterval(() => document.documentElement.classList.contains("is-offline") && leaveWhenSignedOut(), 3000);

new MutationObserver(() => {
    const has = state => reconnect.classList.contains(`components-reconnect-${state}`);
    document.documentElement.classList.toggle("is-offline", has("show") || has("retrying") || has("paused"));
    // The server answers, but was restarted or has given the circuit up: only a new page can go on.
    if (has("rejected") || has("failed") || has("resume-failed")) {
        location.reload();
    }
}).observe(reconnect, { attributes: true, attributeFilter: ["class"] });

// A shortcut presses the button that does the same, where no dialog is open and nobody is typing.
document.addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input, textarea, select");
    const wanted = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" ? "find" : event.key === "?" && !isTyping ? "keys" : null;
    const button = wanted && !document.querySelector(".mud-dialog") && document.querySelector(`[data-shortcut="${wanted}"]`);
    if (button) {
        event.preventDefault();
        button.click();
    }
});

// What stands in a list to choose from is there to be replaced: a click selects all of it, as the key Tab does. Selected by the server it would come late,
// and the next letter would take the place of those that were typed meanwhile.
let focusedLast = null;

document.addEventListener("focusin", event => { focusedLast = event.target; });

document.addEventListener("click", event => {
    if (event.target === focusedLast && event.target.matches("input[role=combobox]:not([readonly])") && event.target.selectionStart === event.target.selectionEnd) {
        event.target.select();
    }

    focusedLast = null;
});

// To a part of a form, by its name, and into its first field.
document.addEventListener("click", event => {
    const name = event.target.closest?.("[data-jump]")?.dataset.jump;
    const part = name && event.target.closest("form").querySelector(`section[aria-label="${CSS.escape(name)}"]`);
    if (part) {
        // Folded, it has nothing to go to; the server opens it too, and keeps it so.
        const folded = part.querySelector(":scope > details:not([open])");
        folded?.querySelector("summary").click();
        folded?.setAttribute("open", "");
        part.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
        part.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
    }
});

// Copying stays in the browser. Without https the clipboard API is missing, and the old command does it.
async function copy(text) {
    if (navigator.clipboard) {
        await navigator.clipboard.writeText(text);
        return;
    }

    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) {
        throw new Error("The browser does not allow copying.");
    }
}

document.addEventListener("click", async event => {
    const button = event.target.closest?.("button.copy");
    if (!button) {
        return;
    }

    const source = button.dataset.copyFrom ? document.getElementById(button.dataset.copyFrom) : null;
    const say = button.querySelector(".copy-done");
    try {
        await copy(source ? source.value ?? source.textContent : button.dataset.copy ?? "");
        say.textContent = "Copied";
    } catch {
        say.textContent = "Not allowed by the browser";
    }

    setTimeout(() => { say.textContent = ""; }, 1500);
});
