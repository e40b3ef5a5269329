import process from 'node:process';
import tty from 'node:tty';

/** The terminals on which the program was started. */
export type HangUp = {
	/** Returns whether one of them was closed. */
	isGone(): boolean;
	/** Calls `end` when one is closed, and `reload` for SIGHUP while none is closed. */
	follow(options: FollowOptions): void;
};

type FollowOptions = {
	/** Whether the program writes nothing to its terminal and may therefore outlive it. */
	readonly isService: boolean;
	end(): void;
	reload(): void;
};

/** Interval of checks for terminals that were closed without a signal. */
const checkMs = 1000;

/**
Watches standard input, output and error, where they are terminals.

SIGHUP is sent when a terminal is closed, but also when its shell ends first, and to reload the configuration. If a service
gets no signal, a closed terminal is no longer watched.
*/
export function watchHangUp(): HangUp {
	let terminals = [0, 1, 2].filter(fd => tty.isatty(fd));
	const isGone = (): boolean => terminals.some(fd => !tty.isatty(fd));

	return {
		isGone,
		follow({isService, end, reload}) {
			let isHungUp = false;
			let wasGone = false;
			process.on('SIGHUP', () => {
				isHungUp = true;
				if (isGone()) {
					end();
				} else {
					reload();
				}
			});
			setInterval(() => {
				const isGoneNow = isGone();
				if (isGoneNow && (isHungUp || !isService)) {
					end();
				} else if (isGoneNow && wasGone) {
					terminals = [];
				}

				wasGone = isGoneNow;
			}, checkMs).unref();
		},
	};
}
