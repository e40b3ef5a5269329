import type {IBufferCell, Terminal} from '@xterm/headless';

/**
Writes to a terminal and returns every cell of its screen that is not blank: position, character, attributes, colours. The
foreground and the weight of a blank are not seen unless it is inverse or underlined.
*/
export async function cellsAfter(terminal: Terminal, bytes: string): Promise<readonly string[]> {
	await new Promise<void>(resolve => terminal.write(bytes, resolve));
	const {active} = terminal.buffer;
	const cells: string[] = [];
	for (let y = 0; y < terminal.rows; y++) {
		const line = active.getLine(active.baseY + y);
		for (let x = 0; x < terminal.cols; x++) {
			const cell = line?.getCell(x);
			const seen = cell ? describeCell(cell) : blank;
			if (seen !== blank) {
				cells.push(`${x},${y} ${seen}`);
			}
		}
	}

	return cells;
}

const blank = describe(' ', 'default', 'default', []);

function describe(text: string, foreground: string, background: string, attributes: readonly string[]): string {
	return `“${text}” ${foreground} on ${background} ${attributes.join(' ')}`;
}

function describeCell(cell: IBufferCell): string {
	const text = cell.getChars() || ' ';
	const isUnseen = text === ' ' && !cell.isInverse() && !cell.isUnderline() && !cell.isStrikethrough();
	const attributes = [
		cell.isBold() && !isUnseen ? 'bold' : '',
		cell.isDim() && !isUnseen ? 'dim' : '',
		cell.isInverse() ? 'inverse' : '',
		cell.isUnderline() ? 'underline' : '',
		cell.isStrikethrough() ? 'strikethrough' : '',
	].filter(Boolean);
	const foreground = cell.isFgDefault() || isUnseen ? 'default' : `${cell.getFgColorMode()}:${cell.getFgColor()}`;
	const background = cell.isBgDefault() ? 'default' : `${cell.getBgColorMode()}:${cell.getBgColor()}`;
	return describe(text, foreground, background, attributes);
}
