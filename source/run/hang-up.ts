import process from 'node:process';
import tty from 'node:tty';

/** The terminals that the program was started on. */
export type HangUp = {
	/** Whether one of them was closed. */
	isGone(): boolean;
	/** Calls `end` when that happens, and `reload` for SIGHUP as long as it does not. */
	follow(options: FollowOptions): void;
};

type FollowOptions = {
	/** A program that writes nothing on its terminal may outlive it. */
	readonly isService: boolean;
	end(): void;
	reload(): void;
};

/** A terminal that is closed while no signal says so is noticed by then. */
const checkMs = 1000;

/**
Watches standard input, output and error, where they are terminals.

SIGHUP is sent when a terminal is closed, but also when its shell dies before it, and by those who want the configuration to
be read again. Where a service gets no such signal, a terminal that is gone is none any more.
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
