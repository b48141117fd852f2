// Times inside the page, from the event of the input device to the frame that shows its effect.
window.watch = (() => {
    const moves = [];
    let slider = null;
    let shownBy = null;
    let touchedAt = 0;

    // The callback belongs to the frame that shows the change; what is posted in it comes when that frame is laid out and painted.
    const painted = () => new Promise(resolve => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(performance.now());
        after.port2.postMessage(null);
    }));

    // Begins after the painted one was handed over to the screen: the latest that it can be seen.
    const nextFrame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))));

    // When the device was touched, not when the page came round to it.
    for (const name of ["keydown", "pointermove", "pointerdown"]) {
        window.addEventListener(name, event => { touchedAt = event.timeStamp; }, true);
    }

    document.addEventListener("input", event => {
        if (event.target === slider) {
            moves.push({ at: touchedAt, value: slider.valueAsNumber, painted: null, seen: null });
        }
    }, true);

    const read = () => {
        const word = document.querySelector(shownBy);
        return word ? Number(word.textContent.replace("−", "-")) : null;
    };

    return {
        start(sliderName, panel, word) {
            slider = document.querySelector(`input[type=range][aria-label="${sliderName}"]`);
            shownBy = word;
            new MutationObserver(() => {
                // The newest move with the value that the panel shows is on screen, and those before it are outdated.
                const value = read();
                const newest = moves.findLastIndex(move => move.value === value);
                const shown = moves.slice(0, newest + 1);
                painted().then(now => shown.forEach(move => { move.painted ??= now - move.at; }));
                nextFrame().then(now => shown.forEach(move => { move.seen ??= now - move.at; }));
            }).observe(document.querySelector(panel), { subtree: true, childList: true, characterData: true, attributes: true });
        },

        // What was measured since the last time.
        take() {
            return moves.splice(0).map(move => [move.painted, move.seen]);
        },

        isSettled: () => moves.every(move => move.seen !== null),

        // An event that the server answers with one field drawn anew: the least that a circuit takes.
        async bare(name) {
            const number = document.querySelector(`input[type=number][aria-label="${name}, points"]`);
            const row = number.closest(".point");
            const changed = new Promise(resolve => {
                const observer = new MutationObserver(() => { observer.disconnect(); resolve(); });
                observer.observe(row, { subtree: true, childList: true, characterData: true });
            });
            const start = performance.now();
            number.value = "";
            number.dispatchEvent(new Event("change", { bubbles: true }));
            await changed;
            return await painted() - start;
        },
    };
})();
