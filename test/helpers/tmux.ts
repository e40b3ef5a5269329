import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {loginEnvironment} from './login-environment.js';
import {temporaryDirectory} from './temporary-directory.js';

/** A program in a window of tmux, a terminal that breaks rows and has a scrollback. */
export type TmuxWindow = Disposable & {
	/** All rows: the scrollback, and what is on the screen. */
	rows(): readonly string[];
	/** Types keys, by their names in tmux. */
	press(...keys: readonly string[]): void;
	resize(columns: number, rows: number): void;
};

/** Runs a command in a server of tmux of its own. */
export function openTmux(
	command: readonly string[],
	{columns, rows}: {readonly columns: number; readonly rows: number},
): TmuxWindow {
	const home = temporaryDirectory();
	const tmux = (...args: readonly string[]): string => {
		const {stdout, stderr, status} = spawnSync('tmux', ['-S', `${home.path}/tmux`, '-f', '/dev/null', ...args], {
			env: {...loginEnvironment(home.path), PATH: process.env.PATH},
			encoding: 'utf8',
		});
		if (status !== 0) {
			throw new Error(`tmux ${args[0]}: ${stderr}`);
		}

		return stdout;
	};
	tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), ...command);
	tmux('set-option', '-g', 'remain-on-exit', 'on');
	tmux('set-option', '-g', 'status', 'off');
	tmux('resize-window', '-x', String(columns), '-y', String(rows));
	return {
		rows: () => tmux('capture-pane', '-p', '-S', '-', '-E', '-').split('\n'),
		press(...keys) {
			tmux('send-keys', ...keys);
		},
		resize(width, height) {
			tmux('resize-window', '-x', String(width), '-y', String(height));
		},
		[Symbol.dispose]() {
			tmux('kill-server');
			home[Symbol.dispose]();
		},
	};
}
