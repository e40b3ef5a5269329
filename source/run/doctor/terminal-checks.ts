import type {Config} from '../../config/definition.js';
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

export type TerminalFacts = {
	/** `undefined`: standard output is not a terminal. */
	readonly size: {readonly columns: number; readonly rows: number} | undefined;
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

	const place = `${size.columns} columns, ${size.rows} rows, TERM=${env.TERM ?? ''}`;
	if (canShowScreen(true, env)) {
		return {...common, state: 'ok', found: place};
	}

	return {
		...common,
		state: 'limited',
		found: `${place}: lines instead of a screen`,
		help: isReadAloud(env) ? undefined : 'set TERM to the name of the terminal, such as xterm-256color',
	};
}
