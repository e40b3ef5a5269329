import {codesBetween, hasLook, plain, type Style, showsOnBlanks, styleAfter} from './style.js';

/** A control sequence (ECMA-48), line feeds, or text. An escape character of another sequence matches alone. */
const tokens = /\u001B\[[\d;?]*[A-Za-z]|\n+|[^\u001B\n]+|\u001B/g;

/** Cursor Next Line (ECMA-48). */
const nextRow = '\u001B[E';

/** Codes of a background. */
const background = /\u001B\[(?:4[0-8]|10[0-7]|7)[;m]/;

/**
Returns output that has the same effect with fewer bytes. Ink ends every style where it stops writing and moves over each
unchanged row by itself. Here a style ends only where another one begins to matter, and rows are passed in one movement.
Output with other sequences than cursor movements, erasures and styles is returned as it is.
*/
export function shorten(output: string): string {
	let result = '';
	/** Style on the terminal, and the one that the next character needs. */
	let standing: Style = plain;
	let wanted: Style = plain;
	let rowsDown = 0;

	const move = (): void => {
		if (rowsDown > 0) {
			result += rowsDown === 1 ? nextRow : `\u001B[${rowsDown}E`;
			rowsDown = 0;
		}
	};
	const restyle = (): void => {
		result += codesBetween(standing, wanted);
		standing = wanted;
	};

	// `match` creates one text for each token, `matchAll` several objects.
	for (const token of output.match(tokens) ?? []) {
		if (token === '\u001B') {
			return output;
		}

		const isText = !(token.startsWith('\u001B') || token.startsWith('\n'));
		if (!isText && token.endsWith('m')) {
			wanted = styleAfter(wanted, token);
		} else if (token === nextRow) {
			rowsDown++;
		} else {
			move();
			const isSeen = isText && (hasLook(token, wanted) || showsOnBlanks(standing));
			// New rows and erased cells get the background of the terminal.
			if (isSeen || background.test(standing.spelling)) {
				restyle();
			}

			result += token;
		}
	}

	move();
	restyle();
	return result;
}
