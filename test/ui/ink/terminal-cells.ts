import type {IBufferCell, Terminal} from '@xterm/headless';

/**
Writes to a terminal and returns every cell of its screen that is not blank: position, character, attributes, colours.
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
	const attributes = [
		cell.isBold() ? 'bold' : '',
		cell.isDim() ? 'dim' : '',
		cell.isInverse() ? 'inverse' : '',
		cell.isUnderline() ? 'underline' : '',
	].filter(Boolean);
	const foreground = cell.isFgDefault() ? 'default' : `${cell.getFgColorMode()}:${cell.getFgColor()}`;
	const background = cell.isBgDefault() ? 'default' : `${cell.getBgColorMode()}:${cell.getBgColor()}`;
	return describe(cell.getChars() || ' ', foreground, background, attributes);
}
