"""The command line in German."""

from __future__ import annotations

WORDS = {
    # what click says
    "Usage:": "Aufruf:",
    "Options": "Optionen",
    "Commands": "Befehle",
    "default: {default}": "Standard: {default}",
    "required": "erforderlich",
    "Show this message and exit.": "Diese Hilfe zeigen.",
    "Show the version and exit.": "Die Version zeigen.",
    "%(prog)s, version %(version)s": "%(prog)s, Version %(version)s",
    "Error: {message}": "Fehler: {message}",
    "Try '{command} {option}' for help.": "Hilfe erhalten Sie mit: {command} {option}",
    "Aborted!": "Abgebrochen.",
    "No such command {name!r}.": "Es gibt keinen Befehl {name!r}.",
    "No such option {name!r}.": "Es gibt keine Option {name!r}.",
    "Did you mean {possibility}?": "Meinten Sie {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Meinten Sie eines davon: {possibilities}?)",
    "Missing command.": "Es fehlt ein Befehl.",
    "Missing argument": "Es fehlt ein Argument",
    "Option {name!r} requires an argument.": "Hinter der Option {name!r} fehlt ein Wert.",
    "Option {name!r} does not take a value.": "Zur Option {name!r} gehört kein Wert.",
    "Got unexpected extra argument ({args})": "Es gibt ein Argument zu viel ({args})",
    "Got unexpected extra arguments ({args})": "Es gibt Argumente zu viel ({args})",
    "Invalid value: {message}": "Dieser Wert geht nicht: {message}",
    "Invalid value for {param_hint}: {message}": "Der Wert von {param_hint} geht nicht: {message}",
    "{value!r} is not one of {choices}.": "{value!r} ist keines davon: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} ist keine Zahl, die hier passt ({number_type}).",
    "{value} is not in the range {range}.": "{value} liegt außerhalb von {range}.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} gibt es nicht.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} ist ein Ordner.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} kann nicht gelesen werden.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} kann nicht geschrieben werden.",
    "Could not open file {filename!r}: {message}": "Die Datei {filename!r} kann nicht geöffnet werden: {message}",
    "file": "Datei",
    "path": "Pfad",
    # help pages
    "Lead people through a procedure in which nobody gets stuck.": "Menschen durch ein Verfahren führen, in dem niemand stecken bleibt.",
    "Each command proves the flow before it does anything with it.": "Jeder Befehl beweist das Verfahren, bevor er etwas damit tut.",
    "\b Examples: ama-flow run ama-flow run my_flow.toml ama-flow render --format markdown ama-flow render my_flow.toml --format svg -o my_flow.svg ama-flow check my_flow.toml other_flow.toml ama-flow diff old_flow.toml my_flow.toml": """\b
Beispiele:
  ama-flow run
  ama-flow run my_flow.toml
  ama-flow render --format markdown
  ama-flow render my_flow.toml --format svg -o my_flow.svg
  ama-flow check my_flow.toml other_flow.toml
  ama-flow diff old_flow.toml my_flow.toml""",
    "\b FLOW is the id of a flow that comes along (see: ama-flow list), or the path of a flow file. Where it is left out, it is ama_wvg.": """\b
FLOW ist die Id eines mitgelieferten Verfahrens (siehe: ama-flow list) oder
der Pfad einer Datei. Ohne FLOW ist es ama_wvg.""",
    '\b Let the Tab key complete words, by adding to ~/.bashrc: eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)" For zsh it is zsh_source, for fish fish_source.': """\b
Damit die Tab-Taste Wörter ergänzt, diese Zeile in ~/.bashrc:
  eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)"
Für zsh heißt es zsh_source, für fish fish_source.""",
    "\b Exit codes: 0 all is well, 1 a bug, 2 wrong options, 3 a flow with problems, 4 answers that are missing, wrong or left over, 5 a session that can't be gone on with, or a report that was changed, 6 another end than was expected, 7 flows that differ, 10 the session ended at a contact, 11 it was stopped, 130 it was cut short.": """\b
Endecodes: 0 alles in Ordnung, 1 ein Fehler in ama-flow, 2 falsche Optionen,
3 ein Verfahren mit Problemen, 4 Antworten, die fehlen, falsch oder übrig
sind, 5 eine Sitzung, die nicht fortgesetzt werden kann, oder ein Bericht,
der geändert wurde, 6 ein anderes Ende als erwartet, 7 Verfahren, die sich
unterscheiden, 10 die Sitzung endete bei einem Kontakt, 11 sie wurde beendet,
130 sie wurde unterbrochen.""",
    # run
    "Lead a reader through FLOW, one step at a time.": "Jemanden durch FLOW führen, Schritt für Schritt.",
    "At a terminal what is answered is kept, and can be gone on with at the next start.": "In einem Terminal werden die Antworten gespeichert: Beim nächsten Mal können Sie weitermachen.",
    "Who asks and tells.": "Wer fragt und erzählt.",
    "A TOML file of states with what to answer there; - is standard input.": "Eine TOML-Datei mit der Antwort zu jedem Zustand; - ist die Standardeingabe.",
    "One answer to give beforehand; can be given again.": "Eine Antwort im Voraus; kann wiederholt werden.",
    "Ask nothing: all answers are given.": "Nichts fragen: Alle Antworten sind gegeben.",
    "Write events; asks nothing.": "Ereignisse schreiben; fragt nichts.",
    "goal or contact, or such as goal:STATE: or exit 6.": "goal oder contact, oder zum Beispiel goal:STATE: sonst Endecode 6.",
    "A file to keep the answers in, and to go on with.": "Eine Datei, in der die Antworten stehen und mit der es weitergeht.",
    "What to read in, if not the language of this computer or else of FLOW.": "Die Sprache zum Lesen, wenn nicht die dieses Computers oder sonst von FLOW.",
    "Run a flow that has problems, too.": "Auch einem Verfahren mit Problemen folgen.",
    # render
    "Write FLOW as a document, a picture or data.": "FLOW als Dokument, Zeichnung oder Daten schreiben.",
    "See: ama-flow list.": "Siehe: ama-flow list.",
    "A file to write.": "Eine Datei zum Schreiben.",
    "Such as en, instead of that of the flow.": "Zum Beispiel en, statt der Sprache des Verfahrens.",
    "Mark the way of these answers, a TOML file as for run; - is standard input.": "Den Weg dieser Antworten markieren, eine TOML-Datei wie für run; - ist die Standardeingabe.",
    "Mark the way to the N-th problem of check.": "Den Weg zu Problem N von check markieren.",
    "Draw only this phase.": "Nur diesen Teil zeichnen.",
    "Draw only what is around this state.": "Nur zeichnen, was um diesen Zustand liegt.",
    "Dots in an inch of an image.": "Die Bildpunkte pro Zoll.",
    "How many dots wide it is.": "Die Breite in Bildpunkten.",
    # check
    "Prove each FLOW; say what was proved, or all that is wrong.": "Jeden FLOW beweisen; sagen, was bewiesen ist oder was alles nicht stimmt.",
    "What is written.": "Was geschrieben wird.",
    "Look at these codes only.": "Nur diese Codes ansehen.",
    "Do not look at these codes.": "Diese Codes nicht ansehen.",
    "Say what a code means, with an example, and end.": "Einen Code erklären, mit einem Beispiel.",
    # paths
    "Say how far it is through FLOW, how many paths there are, what facts are for.": "Sagen, wie weit es durch FLOW ist, wie viele Wege es gibt und wozu jede Angabe dient.",
    "With --scenarios or --certificate, those are written instead.": "Mit --scenarios oder --certificate werden diese geschrieben.",
    "Write the figures as JSON.": "Die Zahlen als JSON schreiben.",
    "A file or folder to write few scenarios to that take every transition.": "Eine Datei oder ein Ordner für wenige Szenarien, die jeden Übergang nehmen.",
    "A file to write the worst number of answers from everywhere to.": "Eine Datei für die höchste Zahl der Antworten von überall aus.",
    # mutate
    "Make every slip in FLOW that an author may make, one at a time, and prove it.": "Jeden Fehler machen, den ein Autor in FLOW machen kann, einen nach dem anderen, und ihn prüfen.",
    "What is left are slips that neither the proof nor a rule of FLOW notices.": "Übrig bleiben Fehler, die weder der Beweis noch eine Regel von FLOW bemerkt.",
    "Only slips of this kind; can be repeated.": "Nur Fehler dieser Art; kann wiederholt werden.",
    "Look at so many of them, at random.": "So viele davon ansehen, zufällig gewählt.",
    "Another one draws other slips.": "Eine andere Zahl wählt andere Fehler.",
    "The percentage to notice; where it is less, the exit code is 3.": "Der Prozentsatz, der bemerkt werden muss; ist es weniger, dann ist der Endecode 3.",
    "Give all of it as data.": "Alles als Daten ausgeben.",
    # diff
    "Say what is different in the flow AFTER from the flow BEFORE.": "Sagen, was im Verfahren AFTER anders ist als im Verfahren BEFORE.",
    "End with 7 where they differ.": "Mit 7 enden, wenn sie sich unterscheiden.",
    "Compare flows that have problems too.": "Auch Verfahren mit Problemen vergleichen.",
    "words, or a form of a picture: svg, png, pdf, dot.": "words (Worte) oder eine Form der Zeichnung: svg, png, pdf, dot.",
    # list
    "List the flows that come along, the formats and the front ends.": "Die mitgelieferten Verfahren, die Formate und die Oberflächen zeigen.",
    # sessions
    "List, show and remove the sessions that were kept.": "Die gespeicherten Sitzungen zeigen und löschen.",
    "List the sessions, the newest first.": "Die Sitzungen auflisten, die neueste zuerst.",
    "Remove each SESSION for good.": "Jede SESSION endgültig löschen.",
    "Show all that happened in SESSION.": "Alles zeigen, was in SESSION geschah.",
    # replay
    "Replay EVENTS, and fail at the first that can't happen on FLOW any more.": "EVENTS noch einmal abspielen, bis zum ersten, das mit FLOW nicht mehr geht.",
    "EVENTS is what ``run --json`` writes, or a session that was kept; - is standard input. Without FLOW it is the flow that comes along with the id in EVENTS.": "EVENTS ist, was run --json schreibt, oder eine gespeicherte Sitzung; - ist die Standardeingabe. Ohne FLOW ist es das mitgelieferte Verfahren mit der Id in EVENTS.",
    # report, verify
    "Tell what was done in SESSION, when, the notes, and where it ended.": "Berichten, was in SESSION getan wurde, wann, die Notizen, und wo es endete.",
    "SESSION is the name of a session that was kept, the path of its file, or - for standard input; without it, the newest one. The report carries its data: ama-flow verify tells whether anybody changed it.": "SESSION ist der Name einer gespeicherten Sitzung, der Pfad ihrer Datei, oder - für die Standardeingabe; ohne ihn ist es die neueste. Der Bericht enthält seine Daten: ama-flow verify sagt, ob ihn jemand geändert hat.",
    "The flow that was followed, if it does not come along.": "Das Verfahren, das befolgt wurde, wenn es nicht mitgeliefert ist.",
    "Markdown, a page for a browser, or data.": "Markdown, eine Seite für einen Browser, oder Daten.",
    "What to tell it in, if not the language of this computer or else of FLOW.": "Die Sprache des Berichts, wenn nicht die dieses Computers oder sonst von FLOW.",
    "Verify REPORT: nobody changed it, and its answers lead through FLOW as it says.": "REPORT prüfen: Niemand hat ihn geändert, und seine Antworten führen durch FLOW, wie er sagt.",
    "REPORT is what ``ama-flow report`` wrote, in any format; - is standard input. Without FLOW it is the flow that comes along with the id in REPORT.": "REPORT ist, was ama-flow report geschrieben hat, in jedem Format; - ist die Standardeingabe. Ohne FLOW ist es das mitgelieferte Verfahren mit der Id in REPORT.",
}
