import stringWidth from 'string-width';
import {graphemesOf, printableAscii} from './graphemes.js';

/**
Matches controls, format and bidi characters, invisible fillers and variation selectors, unpaired surrogates, private and
unassigned code points, emoji modifiers, and a leading mark.
*/
const unprintable =
	/[\p{C}\p{Zl}\p{Zp}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]|^\p{M}/gu;

/** Characters whose width differs between terminals: a recent version of Unicode added them or made them wide. */
const ambiguousWidth =
	/[\u{2630}-\u{2637}\u{268A}-\u{268F}\u{4DC0}-\u{4DFF}\u{1D300}-\u{1D376}\u{1F7E0}-\u{1F7FF}\u{1FA70}-\u{1FAFF}]/gu;

/**
Makes a name from outside (a process, a mount point, a network interface) safe to draw. Characters that move the cursor,
change the writing direction, join with their neighbours or differ in width between terminals are replaced by a visible
character of one cell.
*/
export function printable(text: string): string {
	if (printableAscii.test(text)) {
		return text;
	}

	const visible = text.replaceAll(unprintable, controlPicture).replaceAll(ambiguousWidth, '·');
	return Array.from(graphemesOf(visible), ({segment}) => unambiguous(segment)).join('');
}

/** Returns the control picture of a character: ESC is ␛; characters without a picture are ·. */
function controlPicture(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x20) {
		return String.fromCodePoint(0x24_00 + code);
	}

	return code === 0x7f ? '␡' : '·';
}

/** Returns the cluster, or only its first character where terminals disagree on its width. */
function unambiguous(cluster: string): string {
	const characters = [...cluster];
	const sum = characters.reduce((width, character) => width + stringWidth(character), 0);
	return characters.length === 1 || sum === stringWidth(cluster)
		? cluster
		: (characters[0] ?? '') + '·'.repeat(characters.length - 1);
}
