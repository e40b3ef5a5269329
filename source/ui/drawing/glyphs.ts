/** Characters that the screen is drawn with. Each is one cell wide in every terminal that supports it. */
export type Glyphs = {
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	readonly horizontal: string;
	readonly vertical: string;
	/** Parts of a bar, from an eighth of a cell to a full cell, growing to the right. */
	readonly barSteps: readonly string[];
	readonly barRest: string;
	/** Signs of the heat map, from idle to full. */
	readonly heatSteps: readonly string[];
	readonly down: string;
	readonly up: string;
	readonly left: string;
	readonly right: string;
	readonly live: string;
	readonly paused: string;
	readonly clients: string;
	readonly warning: string;
	readonly critical: string;
	readonly separator: string;
	readonly good: string;
	readonly atMost: string;
	readonly more: string;
	readonly again: string;
	/** Marks the moment of an event on a graph. */
	readonly event: string;
	/** Sign of a tagged row. */
	readonly tag: string;
	/** Numbers of the panels from 1 on, before their titles. */
	readonly panelNumbers: readonly string[];
};

export const unicodeGlyphs: Glyphs = {
	topLeft: '╭',
	topRight: '╮',
	bottomLeft: '╰',
	bottomRight: '╯',
	horizontal: '─',
	vertical: '│',
	barSteps: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
	barRest: '░',
	heatSteps: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	down: '↓',
	up: '↑',
	left: '←',
	right: '→',
	live: '●',
	paused: '‖',
	clients: '⇄',
	warning: '▲',
	critical: '✖',
	separator: '·',
	good: '✓',
	atMost: '≤',
	more: '…',
	again: '↻',
	event: '◆',
	tag: '•',
	panelNumbers: ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'],
};

export const asciiGlyphs: Glyphs = {
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	horizontal: '-',
	vertical: '|',
	barSteps: ['#'],
	barRest: '.',
	heatSteps: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
	down: 'v',
	up: '^',
	left: '<',
	right: '>',
	live: '*',
	paused: '=',
	clients: '<>',
	warning: '!',
	critical: '!!',
	separator: '-',
	good: 'ok',
	atMost: '<=',
	more: '~',
	again: '>>',
	event: '!',
	tag: '*',
	panelNumbers: ['1 ', '2 ', '3 ', '4 ', '5 ', '6 ', '7 ', '8 ', '9 '],
};

/** Characters in the font of a Linux console: code page 437 and little more. */
export const consoleGlyphs: Glyphs = {
	...asciiGlyphs,
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	horizontal: '─',
	vertical: '│',
	barSteps: ['▌', '█'],
	barRest: '░',
	heatSteps: ['░', '▒', '▓', '█'],
	down: '↓',
	up: '↑',
	left: '←',
	live: '•',
	event: '♦',
	separator: '·',
};
