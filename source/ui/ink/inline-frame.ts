import stringWidth from './string-width.js';

/** A terminal, and whether it breaks rows that no longer fit. */
export type Width = {readonly columns?: number; readonly reflows?: boolean};

/** A frame above the cursor: its rows, and the columns of the terminal when it was written. */
export type InlineFrame = {readonly text: string; readonly columns: number | undefined};

/** Returns the frame of a text. `undefined` for a text without a final line feed, which fills the terminal. */
export function inlineFrame(text: string, {columns}: Width): InlineFrame | undefined {
	return text.endsWith('\n') ? {text: text.slice(0, -1), columns} : undefined;
}

/**
Returns the codes that erase a frame from a terminal whose width has changed since. A row that is wider than the terminal
takes several rows there. Erasing to the end of the screen also removes the marks of broken rows, with which a terminal would
join the rows of the next frame when it gets wider again.

The next frame ends on the same row of the terminal. Terminals that break rows scroll even when rows below are free, so a frame
near the top would lose rows at the next time.
*/
export function eraseInline({text}: InlineFrame, {columns = 1, reflows = true}: Width): string {
	const widths = text.split('\n').map(row => stringWidth(row));
	const rows = widths.reduce((sum, width) => sum + (reflows ? Math.max(1, Math.ceil(width / columns)) : 1), 0);
	const added = rows - widths.length;
	return `\u001B[${rows}A\r\u001B[J${added > 0 ? `\u001B[${added}B` : ''}`;
}
