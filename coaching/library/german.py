"""The library in German."""

from coaching.library.words import Said

_PINCH = "Ein Einklemmen, Klicken oder Haken in der Leiste."
_FOUR = "Schmerz von 4 oder mehr auf der Skala bis 10."

EXERCISES = {
    "knees-in-stretch": Said(
        name="Knie nach innen",
        summary="In Rückenlage, die Füße weit auseinander, sinken beide Knie zueinander.",
        steps=(
            "Leg dich auf den Rücken und beuge beide Knie.",
            "Stell die Füße flach auf den Boden, so weit auseinander, wie es angenehm ist.",
            "Lass beide Knie nach innen zueinander sinken.",
            "Bleib so, lass los und atme: Das Gewicht der Beine macht die Arbeit.",
            "Hol ein Knie nach dem anderen wieder hoch.",
        ),
        cues=(
            "Du spürst es außen um die Hüften.",
            "Der Rücken bleibt schwer am Boden.",
            "Nichts wird gedrückt: Lass mit jedem Ausatmen etwas mehr los.",
        ),
        stop_signs=(
            _PINCH,
            "Schmerz in einem Knie: Stell die Füße enger, und hör auf, wenn er bleibt.",
            _FOUR,
        ),
    ),
    "side-lying-ankle-lift": Said(
        name="Knöchel heben in Seitenlage",
        summary="In Seitenlage, die Knie geschlossen, hebst du den oberen Knöchel vom unteren ab.",
        steps=(
            "Leg dich mit gebeugten Knien auf die Seite, die Füße in einer Linie mit der Wirbelsäule.",
            "Leg die Hüften genau übereinander.",
            "Halte die Knie zusammen und heb den oberen Knöchel vom unteren ab.",
            "Senk ihn langsam.",
            "Mach nach dem Satz Pause. Das obere Bein arbeitet: Für das andere dreh dich um.",
        ),
        cues=(
            "Der Oberschenkel dreht sich in der Pfanne; die Knie bleiben zusammen.",
            "Das Becken bleibt ruhig und rollt nicht nach hinten.",
            "Wenn nach 15 noch eine oder zwei gingen, nimm ein leichtes Band um die Knöchel.",
        ),
        stop_signs=(_PINCH, "Schmerz, der von Wiederholung zu Wiederholung stärker wird.", _FOUR),
    ),
    "prone-windscreen-wiper": Said(
        name="Scheibenwischer in Bauchlage",
        summary="In Bauchlage mit gebeugten Knien fallen beide Füße nach außen und kommen zurück.",
        steps=(
            "Leg dich auf den Bauch, die Stirn auf den Händen.",
            "Beuge beide Knie im rechten Winkel, die Knie ein wenig auseinander.",
            "Lass beide Füße langsam nach außen sinken, voneinander weg.",
            "Bleib einen oder zwei Atemzüge so, dann hol sie wieder hoch.",
            "Mach langsam weiter, hin und her, bis die Zeit um ist.",
        ),
        cues=(
            "Das Becken bleibt flach: Kehr um, sobald sich eine Seite hebt.",
            "Die Unterschenkel drehen sich um die Knie wie zwei Wischer.",
            "Der Weg zurück ist so langsam wie der Weg hin.",
        ),
        stop_signs=(_PINCH, "Schmerz im Knie oder im unteren Rücken.", _FOUR),
    ),
    "seated-band-internal-rotation": Said(
        name="Drehen gegen das Band im Sitzen",
        summary="Hoch sitzend, mit einem Band um die Knöchel, schwingst du einen Fuß dagegen nach außen.",
        steps=(
            "Setz dich auf einen hohen Stuhl oder Tisch, sodass die Unterschenkel frei hängen.",
            "Leg ein leichtes Band um beide Knöchel und halte die Knie zusammen.",
            "Schwing einen Fuß gegen das Band nach außen; der andere bleibt.",
            "Halte kurz, dann lass ihn langsam zurückkommen.",
            "Wechsle nach dem Satz das Bein.",
        ),
        cues=(
            "Der Oberschenkel bleibt auf dem Sitz und dreht sich; der Fuß zeigt es nur an.",
            "Beide Sitzknochen bleiben unten: nicht zur Seite lehnen.",
            "Wenn nach 15 noch eine oder zwei gingen, nimm ein etwas stärkeres Band.",
        ),
        stop_signs=(_PINCH, "Schmerz in einem Knie.", _FOUR),
    ),
    "figure-four-stretch": Said(
        name="Vierer-Dehnung",
        summary="In Rückenlage legst du einen Knöchel auf den anderen Oberschenkel und ziehst ihn heran.",
        steps=(
            "Leg dich auf den Rücken, beide Knie gebeugt.",
            "Leg einen Knöchel auf den anderen Oberschenkel, knapp über dem Knie.",
            "Fass das untere Bein mit beiden Händen hinter dem Oberschenkel.",
            "Zieh es sanft zur Brust und bleib so.",
            "Lass es sinken, dann wechsle das Bein.",
        ),
        cues=(
            "Du spürst es tief im Gesäß des übergeschlagenen Beins.",
            "Kopf und Schultern liegen am Boden.",
            "Halte den übergeschlagenen Fuß angezogen und sein Knie locker.",
        ),
        stop_signs=(
            "Ein Einklemmen oder Haken in der Leiste.",
            "Schmerz im Knie des übergeschlagenen Beins.",
            _FOUR,
        ),
    ),
    "standing-hip-rotation": Said(
        name="Hüftdrehen im Stand",
        summary="Auf einem Bein, der andere Oberschenkel gehoben, schwingst du den gehobenen Fuß nach außen.",
        steps=(
            "Stell dich auf einem Bein neben einen Stuhl oder eine Wand und halt dich fest.",
            "Heb den anderen Oberschenkel, bis er etwa waagrecht ist; der Unterschenkel hängt.",
            "Schwing den gehobenen Fuß langsam nach außen, so weit der Oberschenkel ruhig bleibt.",
            "Bring ihn ebenso langsam zurück.",
            "Wechsle nach dem Satz das Bein. Das gehobene Bein arbeitet.",
        ),
        cues=(
            "Der Oberschenkel dreht sich am Ort, wie um einen Stab in seiner Mitte.",
            "Das Becken bleibt gerade und zeigt nach vorn.",
            "Das Gleichgewicht geht vor: Halt dich so fest, wie du es brauchst.",
        ),
        stop_signs=(
            _PINCH,
            "Leistenschmerz auf der Seite des Standbeins: Hör auf und sag es deinem Coach.",
            _FOUR,
        ),
    ),
    "half-kneeling-hip-flexor-stretch": Said(
        name="Hüftbeuger-Dehnung im Halbkniestand",
        summary="Knie auf einem Knie, kipp das Becken nach hinten und schieb dich nach vorn.",
        steps=(
            "Knie auf einem Knie, der andere Fuß steht flach vor dir; leg etwas Weiches unter das Knie.",
            "Richte dich vom Knie an auf und spann das Gesäß der knienden Seite an.",
            "Kipp das Becken nach hinten, als wolltest du den unteren Rücken flach machen.",
            "Schieb dich ein wenig nach vorn, ohne ins Hohlkreuz zu gehen, und bleib so.",
            "Komm zurück, dann wechsle die Seite.",
        ),
        cues=(
            "Du spürst es vorn an der Hüfte, auf der du kniest.",
            "Klein und aufrecht ist besser als weit und hohl.",
            "Beide Beckenknochen zeigen gerade nach vorn.",
        ),
        stop_signs=(
            "Schmerz im unteren Rücken.",
            "Schmerz unter der Kniescheibe, der auch mit einem Polster nicht nachlässt.",
            _FOUR,
        ),
    ),
    "ninety-ninety-switch": Said(
        name="90/90-Wechsel",
        summary="Auf dem Boden sitzend führst du beide Knie von einer Seite zur anderen.",
        steps=(
            "Setz dich auf den Boden, die Knie gebeugt, die Füße weiter auseinander als die Hüften.",
            "Senk beide Knie zu einer Seite, bis jedes Bein etwa im rechten Winkel liegt.",
            "Heb die Knie und führ sie hinüber zur anderen Seite.",
            "Einmal hin und zurück ist eine Wiederholung.",
        ),
        cues=(
            "Sitz aufrecht; stütz dich so viel auf die Hände, wie du es brauchst.",
            "Die Fersen bleiben, wo sie sind.",
            "Geh nur so tief, wie es leicht bleibt; klein ist gut.",
        ),
        stop_signs=(_PINCH, "Schmerz in einem Knie.", _FOUR),
    ),
}

TEMPLATES = {
    "stretch_first": Said(
        name="Zuerst dehnen",
        introduction=(
            "Hiermit gewinnst du etwas Innendrehung, in beiden Hüften. Dehne an den meisten Tagen und "
            "kräftige auch, damit du die neue Beweglichkeit nutzen kannst. Es darf sich nach Arbeit "
            "anfühlen, nie nach Einklemmen. Ein kleiner Gewinn kann beim nächsten Test noch zu klein zum "
            "Messen sein: Das ist kein Scheitern."
        ),
    ),
    "strengthen_first": Said(
        name="Zuerst kräftigen",
        introduction=(
            "Hiermit lernst du zu nutzen, was du hast: zuerst Kraft und Kontrolle. Langsame Wiederholungen "
            "zählen mehr als viele. Es darf sich nach Arbeit anfühlen, nie nach Einklemmen. Ein kleiner "
            "Gewinn kann beim nächsten Test noch zu klein zum Messen sein: Das ist kein Scheitern."
        ),
    ),
    "maintain": Said(
        name="Erhalten",
        introduction=(
            "Hiermit erhältst du, was du hast, in beiden Hüften: dieselben zwei Übungen, seltener. "
            "Der nächste Test zeigt, ob das reicht."
        ),
    ),
}
