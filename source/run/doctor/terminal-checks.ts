import type {Config} from '../../config/definition.js';
import {countOf} from '../../support/format.js';
import {type TerminalSize, terminalSize} from '../../support/terminal-size.js';
import {colorDepth} from '../../ui/theme/color-depth.js';
import {
	canShowScreen,
	type Environment,
	graphStyleFor,
	isLinuxConsole,
	isReadAloud,
	isUnicodeTerminal,
} from '../terminal.js';
import type {Check} from './check.js';

const group = 'terminal';

/** The width of the shortest line with a value. */
const minColumns = 20;

export type TerminalFacts = {
	/** `undefined`: standard output is not a terminal. */
	readonly size: TerminalSize | undefined;
	readonly env: Environment;
};

/** Returns how the screen would be drawn. */
export function terminalChecks(
	{ascii, color, graph, mouse}: Pick<Config, 'ascii' | 'color' | 'graph' | 'mouse'>,
	{size, env}: TerminalFacts,
): readonly Check[] {
	const depth = colorDepth(color, env);
	const isAscii = ascii || !isUnicodeTerminal(env);
	const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].find(name => env[name]);
	const multiplexer = env.TMUX ? 'tmux' : env.STY ? 'screen' : undefined;
	const isConsole = isLinuxConsole(env);
	return [
		screenCheck(size, env),
		{
			group,
			name: 'colours',
			state: depth === 'none' ? 'limited' : 'ok',
			found: depth === 'none' ? `none (${env.NO_COLOR ? 'NO_COLOR is set' : `TERM=${env.TERM ?? ''}`})` : depth,
			help: depth === 'none' && env.NO_COLOR ? 'unset NO_COLOR, or mon-tui --color 256' : undefined,
		},
		{
			group,
			name: 'characters',
			state: isAscii && !ascii ? 'limited' : 'ok',
			found: `${isAscii ? 'ASCII only' : `Unicode, graphs of ${graphStyleFor(graph, env)}`} (${locale === undefined ? 'no locale is set' : `${locale}=${env[locale]}`})`,
			help: isAscii && !ascii ? 'export LANG=C.UTF-8' : undefined,
		},
		{
			group,
			name: 'mouse',
			state: mouse ? 'ok' : 'off',
			found: mouse ? 'used' : 'not used',
			help: mouse ? undefined : 'mon-tui --mouse',
		},
		...(multiplexer === undefined ? [] : [{group, name: 'inside', state: 'ok', found: multiplexer} as const]),
		...(isConsole ? [{group, name: 'inside', state: 'ok', found: 'the console of Linux'} as const] : []),
	];
}

function screenCheck(size: TerminalFacts['size'], env: Environment): Check {
	const common = {group, name: 'screen'} as const;
	if (size === undefined) {
		return {...common, state: 'absent', found: 'standard output is not a terminal'};
	}

	const place = `${sizeText(size)}, TERM=${env.TERM ?? ''}`;
	if (!canShowScreen(true, env)) {
		return {
			...common,
			state: 'limited',
			found: `${place}: lines instead of a screen`,
			help: isReadAloud(env) ? undefined : 'set TERM to the name of the terminal, such as xterm-256color',
		};
	}

	if (!size.columns || !size.rows) {
		const assumed = terminalSize(size, env);
		return {
			...common,
			state: 'limited',
			found: `${place}: the size is unknown; ${sizeText(assumed)} are assumed`,
			help: 'stty columns 80 rows 24, with the size of the terminal',
		};
	}

	return size.columns < minColumns
		? {...common, state: 'limited', found: `${place}: too small for values`, help: 'enlarge the terminal to 80 columns'}
		: {...common, state: 'ok', found: place};
}

function sizeText({columns = 0, rows = 0}: Partial<TerminalSize>): string {
	return `${countOf(columns, 'column')}, ${countOf(rows, 'row')}`;
}
