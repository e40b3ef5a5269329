import stringWidth from 'string-width';

const printableAscii = /^[ -~]*$/;

/**
Controls, format and bidi characters, fillers and variation selectors that show nothing, unpaired surrogates, private and
unassigned code points, modifiers of the emoji before them, and a mark with nothing to stand on.
*/
const unprintable =
	/[\p{C}\p{Zl}\p{Zp}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]|^\p{M}/gu;

/** Terminals disagree on how wide these are: they became wide, or were added, by a recent version of Unicode. */
const unsettled =
	/[\u{2630}-\u{2637}\u{268A}-\u{268F}\u{4DC0}-\u{4DFF}\u{1D300}-\u{1D376}\u{1F7E0}-\u{1F7FF}\u{1FA70}-\u{1FAFF}]/gu;

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/**
Makes a name from outside (a process, a mount point, an interface) safe to draw: what would move the cursor, change the
direction of writing or join with its neighbours, and what terminals give different widths, is replaced by a visible sign
of one cell.
*/
export function printable(text: string): string {
	if (printableAscii.test(text)) {
		return text;
	}

	const visible = text.replaceAll(unprintable, controlPicture).replaceAll(unsettled, '·');
	return Array.from(graphemes.segment(visible), ({segment}) => settled(segment)).join('');
}

/** ESC is shown as ␛, as `cat -v` would name it; what has no picture is ·. */
function controlPicture(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x20) {
		return String.fromCodePoint(0x24_00 + code);
	}

	return code === 0x7f ? '␡' : '·';
}

/** Some terminals count a cluster as a whole, some each character of it: where that differs, only the first is shown. */
function settled(cluster: string): string {
	const characters = [...cluster];
	const sum = characters.reduce((width, character) => width + stringWidth(character), 0);
	return characters.length === 1 || sum === stringWidth(cluster)
		? cluster
		: (characters[0] ?? '') + '·'.repeat(characters.length - 1);
}
