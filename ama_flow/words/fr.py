"""French, with the spaces and apostrophes that are usual in print.

Sentences are written with plain spaces and apostrophes, and set below: a narrow
no-break space stands before ? ! : ; and within quotation marks. Source: Lexique des
règles typographiques en usage à l'Imprimerie nationale.
"""

from __future__ import annotations

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_SET = (
    *((f" {mark}", f"{_NARROW}{mark}") for mark in "?!:;»"),
    ("« ", f"«{_NARROW}"),
    ("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
)

_WRITTEN = {
    "language": "français",
    "languages": "néerlandais français allemand anglais",
    # values and conditions
    "yes": "oui",
    "no": "non",
    "and": "et",
    "or": "ou",
    "decimal_sign": ",",
    "months": "janvier février mars avril mai juin juillet août septembre "
    "octobre novembre décembre",
    "date": "{day} {month} {year}",
    "date_first": "{day}er {month} {year}",
    "colon": " :",
    "range_low": "à partir de {low}",
    "range_high": "{high} au plus",
    "range_low_high": "de {low} à {high}",
    "otherwise": "dans tous les autres cas",
    "any_answer": "après votre réponse",
    "other_answer": "toute autre réponse",
    "next": "Continuer",
    # documents and pictures
    "doc_version": "Version",
    "doc_source": "Source",
    "doc_checked": "Comparé avec la source le",
    "doc_start": "Commencez à {where}.",
    "doc_at_hand": "À garder sous la main",
    "doc_lookup": "à chercher dans {where}",
    "doc_needed": "nécessaire pour {where}",
    "doc_need": "Nécessaire",
    "doc_sensitive": "confidentiel : ne l'indiquez que là où une étape le demande, "
    "et ne le conservez nulle part",
    "doc_why": "Pourquoi ?",
    "doc_step": "l'étape {number}",
    "doc_question": "la question {number}",
    "doc_steps": "les étapes {number}",
    "doc_questions": "les questions {number}",
    "doc_quoted": "« {title} »",
    "doc_range": "{first} à {last}",
    "doc_go": "allez à {where}",
    "doc_goal": "terminé : {where}",
    "doc_then": "Allez ensuite à {where}.",
    "doc_leads": "Suite vers {where}.",
    "doc_each_step": "À chaque étape de cette partie",
    "doc_every_step": "À chaque étape",
    "doc_at": "Pour {where}",
    "doc_end": "Cette procédure s'arrête ici.",
    "doc_phone": "Téléphone",
    "doc_email": "E-mail",
    "doc_website": "Site web",
    "doc_mon": "lundi",
    "doc_tue": "mardi",
    "doc_wed": "mercredi",
    "doc_thu": "jeudi",
    "doc_fri": "vendredi",
    "doc_sat": "samedi",
    "doc_sun": "dimanche",
    "doc_contact_checked": "Vérifié le",
    "doc_see_also": "Voir aussi",
    "doc_picture": "Un organigramme, à lire de haut en bas. Les étapes et les "
    "questions sont numérotées.",
    "doc_confidential": "confidentiel",
    "doc_begin": "Début",
    "doc_contact": "Contact",
    "doc_legend": "Légende",
    "doc_legend_step": "Étape",
    "doc_legend_question": "Question",
    "doc_legend_branch": "Embranchement",
    "doc_legend_contact": "Contact",
    "doc_legend_goal": "Objectif",
    "doc_legend_ordinary": "chemin habituel",
    "doc_legend_other": "autre chemin",
    "doc_legend_fails": "en cas d'échec",
    "doc_way_taken": "Le chemin suivi",
    "doc_changes": "Ce qui change de la version {before} à la version {after}",
    "doc_resume": "Suite",
    "doc_further": "→ suite dans « {where} »",
    "doc_phase": "Une partie : {title}",
    "doc_around": "Autour de : {title}",
    "doc_overview": "Aperçu",
    "doc_continued": "{title} (suite)",
    "doc_piece": "{title} ({number} sur {total})",
    "doc_page": "page {number} sur {total}",
    "doc_on_page": "page {page}",
    "doc_further_page": "→ suite à la page {page}",
    "doc_legend_part": "Partie",
    "doc_one_step": "1 étape",
    "doc_many_steps": "{count} étapes",
    "doc_one_question": "1 question",
    "doc_many_questions": "{count} questions",
    "doc_many_goals": "{count} objectifs",
    "doc_here": "c'est de ceci qu'il s'agit",
    "doc_taken": "sur le chemin suivi : {numbers}",
    "doc_added": "nouveau",
    "doc_removed": "supprimé",
    "doc_changed": "modifié",
    "doc_legend_taken": "le chemin suivi, dans l'ordre",
    "doc_legend_added": "nouveau",
    "doc_legend_removed": "supprimé",
    "doc_legend_changed": "modifié",
    "doc_text": "Voici le dessin de cette procédure en mots, avec les mêmes numéros. À "
    "chaque endroit, il est dit où vous allez ensuite.",
    "doc_part": "Partie {number} sur {total} : {title}",
    "doc_branch_number": "l'embranchement {number}",
    "doc_contact_number": "la personne de contact {number}",
    "doc_goal_number": "l'objectif {number}",
    "doc_way": "« {way} » : allez à {where}.",
    "doc_way_shared": "{sources}, « {way} » : allez à {where}.",
    # a session: what a front end says
    "run_takes_yesno": "oui ou non",
    "run_takes_choice": "un des choix",
    "run_takes_number": "un nombre entier",
    "run_takes_decimals": "un nombre, par exemple {example}",
    "run_takes_date": "une date, par exemple 23/11/2026",
    "run_takes_enterprise": "un numéro d'entreprise, par exemple 0123.456.749",
    "run_takes_email": "une adresse e-mail, par exemple nom@exemple.be",
    "run_takes_digits": "un numéro, uniquement des chiffres",
    "run_takes_pattern": "une réponse dans la forme demandée",
    "run_takes_text": "une réponse courte",
    "run_invite": "Tapez {what}",
    "run_invite_one": "Tapez {label} pour continuer",
    "run_invite_many": "Tapez de {first} à {last}",
    "run_invite_typed": "Tapez {what}, ou {labels}",
    "run_invite_enter": "Appuyez sur Entrée pour continuer",
    "run_invite_default": "{invitation} (Entrée : {label})",
    "run_invite_close": "Appuyez sur Entrée pour fermer",
    "run_done": "ok fait terminé suivant continuer",
    "run_negations": "ne pas non aucun aucune jamais rien personne sans ni",
    "run_misread_empty": "Vous n'avez rien tapé. {invitation}.",
    "run_misread_value": "« {typed} » n'est pas une réponse ici. {invitation}.",
    "run_misread_ambiguous": "« {typed} » peut être plus d'une réponse : {titles}. "
    "{invitation}.",
    "run_misread_check": "« {typed} » ne peut pas être juste : les deux derniers "
    "chiffres ne vont pas avec les autres. Vérifiez le numéro.",
    "run_misread_year": "Il manque l'année dans « {typed} ». {invitation}.",
    "run_misread_register": "Ceci ressemble à un numéro de registre national. Ne le "
    "tapez jamais ici. Il n'a pas été conservé.",
    "run_misread_sensitive": "Ne tapez jamais ceci ici. Ce n'est pas conservé.",
    "run_hours": "Horaire : {days}, de {opens} à {closes}.",
    "run_hours_any_day": "Horaire : de {opens} à {closes}. On ne sait pas quels jours.",
    "run_clock": f"{{hour}}{_NARROW}h{_NARROW}{{minute}}",
    "run_clock_whole": f"{{hour}}{_NARROW}h",
    "run_open": "Ouvert maintenant, jusqu'à {time}.",
    "run_open_maybe": "Peut-être ouvert maintenant, jusqu'à {time} : on ne sait pas "
    "quels jours.",
    "run_closed": "Fermé maintenant. Ouvre {day} à {time}.",
    "run_closed_maybe": "Fermé maintenant. Ouvre au plus tôt {day} à {time}.",
    "run_today": "aujourd'hui",
    "run_tomorrow": "demain",
    "run_on_day": "{day}",
    "run_on_date": "le {day} {date}",
    "run_zone": "Cet horaire est celui du fuseau {zone}. Il y est maintenant {time}.",
    # a session in a terminal
    "run_welcome": "Tapez à tout moment aide, pourquoi, retour ou stop.",
    "run_phase": "Partie : {title}",
    "run_lookup": "À chercher : {title}",
    "run_never_here": "Ne tapez jamais ceci ici.",
    "run_later": "Pour continuer plus tard, tapez {command}.",
    "run_mail_hint": "Pour écrire, tapez {command} : un e-mail est prêt.",
    "run_your_answer": "Votre réponse",
    "run_noted": "Noté : {value}",
    "run_error": "Erreur : {message}",
    "run_back": "Retour à l'étape précédente.",
    "run_at_start": "Vous êtes au début.",
    "run_no_why": "Il n'y a pas d'explication ici.",
    "run_where": "Vous êtes à : {title}",
    "run_where_change": "Vous changez la réponse {number} : {title}",
    "run_so_far": "Jusqu'ici :",
    "run_ahead_goal": "Encore {count} avant d'avoir terminé.",
    "run_ahead_end": "Encore {count} avant la fin de cette procédure.",
    "run_ahead_round": "Il n'y a pas de maximum : vous pouvez aussi revenir à une "
    "étape précédente.",
    "run_ahead_unknown": "On ne sait pas combien de réponses il reste.",
    "run_count_one": "une réponse",
    "run_count": "{fewest} réponses",
    "run_count_range": "{fewest} à {most} réponses",
    "run_count_least_one": "au moins une réponse",
    "run_count_least": "au moins {fewest} réponses",
    "run_restart": "Recommencer ? Tapez oui ou non",
    "run_restarted": "Vous recommencez.",
    "run_not_restarted": "Vous continuez où vous étiez.",
    "run_stopped": "Vous avez arrêté.",
    "run_interrupted": "Interrompu.",
    "run_too_many": "Il y a eu {count} lignes de suite sans réponse. Plus rien n'est "
    "lu.",
    "run_help": "Vous pouvez taper à tout moment :",
    "run_help_back": "reprendre votre dernière réponse ; avec un numéro, par exemple "
    "retour 3, vous changez cette réponse",
    "run_help_why": "pourquoi cette étape ou cette question est là",
    "run_help_where": "où vous êtes et ce que vous avez déjà fait",
    "run_help_restart": "tout recommencer",
    "run_help_stop": "arrêter",
    "run_help_help": "cette explication",
    "run_command_back": "retour",
    "run_command_why": "pourquoi",
    "run_command_where": "où ou",
    "run_command_restart": "recommencer",
    "run_command_stop": "stop arrêter arreter quitter",
    "run_command_help": "aide",
    "run_kept": "Vos réponses sont conservées : vous pourrez continuer la prochaine "
    "fois.",
    "run_not_kept": "Vos réponses ne sont pas conservées.",
    "run_unkept": "Vos réponses ne peuvent pas être conservées pour le moment "
    "({reason}). Vous pouvez continuer normalement.",
    "run_earlier": "Vous aviez déjà commencé le {day} à {time}. Vous aviez donné "
    "{count} réponses et vous étiez à : {title}",
    "run_earlier_one": "Vous aviez déjà commencé le {day} à {time}. Vous aviez donné "
    "une réponse et vous étiez à : {title}",
    "run_go_on": "Reprendre ? Tapez oui ou non",
    "run_earlier_left": "Vous recommencez. Vos réponses précédentes restent "
    "conservées.",
    "run_torn": "Votre dernière réponse d'alors n'a peut-être pas été conservée. "
    "Vérifiez-la.",
    "run_dropped": "Cette procédure a changé entre-temps. Veuillez donc répondre à "
    "nouveau à partir d'ici.",
    "run_yes_or_no": "Tapez oui ou non.",
    "run_help_note": "noter quelque chose pour vous en souvenir, par exemple : note "
    "Appelé Jean",
    "run_command_note": "note",
    "run_noted_down": "C'est noté.",
    "run_note_empty": "Tapez derrière note ce que vous voulez retenir.",
    "run_change": "Vous changez la réponse {number}. Tapez retour pour la laisser "
    "comme elle était.",
    "run_unchanged": "La réponse {number} reste comme elle était.",
    "run_changed": "La réponse {number} est changée. Vos réponses suivantes restent "
    "valables.",
    "run_changed_until": "La réponse {number} est changée. Veuillez répondre à "
    "nouveau à partir d'ici.",
    "run_no_such_answer": "Nombre de réponses données jusqu'ici : {count}. Tapez où "
    "pour les voir.",
    "run_help_open": "ouvrir dans votre navigateur le lien affiché ici ; avec un "
    "numéro s'il y en a plusieurs, par exemple ouvrir 2",
    "run_command_open": "ouvrir",
    "run_opened": "Ouvert dans votre navigateur : {title}",
    "run_unopened": "Aucun navigateur ne peut être ouvert ici. Voici l'adresse :",
    "run_no_link": "Il n'y a pas de lien ici.",
    "run_links": "Il y a plusieurs liens ici. Tapez {command} suivi du numéro.",
    "run_no_such_link": "Nombre de liens ici : {count}.",
    "run_help_mail": "chez un contact : un e-mail prêt à être envoyé",
    "run_command_mail": "courriel mail e-mail",
    "run_no_mail": "Il n'y a d'e-mail que chez un contact qui a une adresse e-mail.",
    "run_mail_ready": "Cet e-mail est prêt. Relisez-le et envoyez-le vous-même.",
    "run_mail_to": "À",
    "run_mail_subject": "Objet",
    "run_mail_link": "Cette adresse le place directement dans votre messagerie :",
    "run_help_language": "continuer dans une autre langue, par exemple langue nl",
    "run_command_language": "langue",
    "run_languages": "Tapez {command} suivi de l'un de ces codes :",
    "run_language": "À partir d'ici en français.",
    "run_untranslated": "Le texte de cette procédure n'est pas traduit.",
    # an e-mail to a contact
    "mail_subject": "Besoin d'aide : {title}",
    "mail_greeting": "Bonjour,",
    "mail_asks": "Je suis la procédure « {title} » et j'ai besoin de votre aide.",
    "mail_done": "Voici ce que j'ai déjà fait :",
    "mail_needs": "Mes données :",
    "mail_fill_in": "(à compléter)",
    "mail_regards": "Cordialement,",
    "mail_name": "(votre nom)",
    # how two versions differ
    "diff_parted": "Avant, vous arriviez alors à « {before} », maintenant à « {after} "
    "».",
    "diff_removed": "Avant, vous arriviez alors à « {before} » ; maintenant ce n'est "
    "plus possible.",
    "diff_added": "Maintenant, vous arrivez alors à « {after} » ; avant, ce n'était "
    "pas possible.",
    # a report of a session
    "report_title": "Compte rendu : {title}",
    "report_flow": "Procédure",
    "report_began": "Commencé le",
    "report_last": "Dernière mise à jour le",
    "report_outcome": "Résultat",
    "report_goal": "Terminé.",
    "report_contact": "Renvoyé vers un contact.",
    "report_contact_open": "Encore en cours, auprès d'un contact.",
    "report_open": "Pas encore terminé.",
    "report_structure": "Empreinte du déroulement",
    "report_wording": "Empreinte des textes",
    "report_time": "{day} à {time}",
    "report_clock": "à {time}",
    "report_steps": "Ce qui a été fait",
    "report_none": "Rien n'a encore été fait.",
    "report_note": "Remarque",
    "report_changed": "Cette procédure a changé depuis. Les textes sont ceux d'aujourd'hui.",
    "report_dropped": "Nombre de réponses qui ne conviennent plus et qui ne figurent pas ici : {count}.",
    "report_back": "Nombre de retours en arrière : {count}. Seul ce qui vaut encore figure ici.",
    "report_end": "Où cela s'est terminé",
    "report_stands": "Où l'on en est",
    "report_loose": "Remarques sur des étapes qui ne figurent pas ici",
    "report_data": "Données",
    "report_verify": "Avec ama-flow verify suivi du nom de ce fichier, chacun peut vérifier que rien n'a été modifié dans ce compte rendu. N'y modifiez donc rien.",
    # proofs
    "proof_answers": "Vous répondez : {answer}.",
    "proof_answers_anything": "Vous répondez.",
    "proof_chooses": "Vous choisissez : {way}.",
    "proof_gap": "Dans ce cas, rien ne dit comment continuer : {case}.",
    "proof_overlap": "Dans ce cas, il y a deux façons de continuer, et rien ne dit "
    "laquelle vaut : {case}.",
    "proof_unknown": "Il faut connaître ici ce qui n'a pas encore été demandé : "
    "{facts}.",
    "proof_trap": "Quoi que vous fassiez à partir d'ici, vous n'arrivez plus à une "
    "bonne fin, ni chez quelqu'un qui vous aide.",
    "proof_luck": "Tant que cela se passe ainsi, vous recommencez chaque fois à la "
    "phrase {number}. Aucun choix de votre part ne vous en sort.",
    "proof_endless": "Tant que cela se passe ainsi, vous recommencez chaque fois à la "
    "phrase {number}. Rien ne dit après combien de fois cela s'arrête.",
    "proof_asked_twice": "Vous y avez déjà répondu, à la phrase {number}.",
    # rules
    "rule_broken": "Cela n'est pas permis ici. La règle dit : « {rule} ».",
    "rule_ended": "Tout s'arrête ici, et cela n'est pas permis. La règle dit : "
    "« {rule} ».",
}


def typeset(words: str) -> str:
    """Give *words* with the spaces and apostrophes of print."""
    for written, printed in _SET:
        words = words.replace(written, printed)
    return words


WORDS = {key: typeset(words) for key, words in _WRITTEN.items()}
