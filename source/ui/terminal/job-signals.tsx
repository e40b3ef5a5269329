import {useApp} from 'ink';
import {useEffect} from 'react';

export type JobControl = {
	/** Has `listener` called whenever the program is to stop; returns the function that ends this. */
	onStopSignal(listener: () => void): () => void;
	/** Has `listener` called when the program continues that others stopped; returns the function that ends this. */
	onContinued(listener: () => void): () => void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

type JobSignalsProps = JobControl & {
	/** Called before the terminal is taken again after a stop; it returns what is called with the terminal free. */
	beforeContinuing(): () => void;
};

/**
Draws nothing. Gives the terminal back before the program is stopped from outside, as Ctrl-Z does from inside; and takes it
again, with all its modes, when the program continues after a stop that no program sees, such as SIGSTOP.
*/
export function JobSignals({onStopSignal, onContinued, stop, beforeContinuing}: JobSignalsProps) {
	const {suspendTerminal} = useApp();
	useEffect(
		() =>
			onStopSignal(() => {
				// It fails while the program is stopping already.
				suspendTerminal(stop).catch(() => {});
			}),
		[onStopSignal, stop, suspendTerminal],
	);
	useEffect(
		() =>
			onContinued(() => {
				const free = beforeContinuing();
				suspendTerminal(async () => free()).catch(free);
			}),
		[onContinued, beforeContinuing, suspendTerminal],
	);
	return null;
}
