import {useApp} from 'ink';
import {useEffect} from 'react';

export type JobControl = {
	/** Registers a listener for stop requests, such as SIGTSTP. Returns a function that removes it. */
	onStopSignal(listener: () => void): () => void;
	/**
	Registers a listener that is called when the program continues after a stop by another process. Returns a function that
	removes it.
	*/
	onContinued(listener: () => void): () => void;
	/**
	Registers a listener that is called when the size of the terminal may have changed, after a change was reported. Returns a
	function that removes it.
	*/
	onWindowChange(listener: () => void): () => void;
	/** Updates the size of the terminal at once, without waiting for the report of a change. */
	updateSize(): void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

type JobSignalsProps = Omit<JobControl, 'onWindowChange' | 'updateSize'> & {
	/**
	Called before the terminal is set up again after a stop. The returned function is called while the terminal is released.
	*/
	beforeContinuing(): () => void;
};

/**
Restores the terminal before the program is stopped from outside, as Ctrl-Z does from inside. Sets up the terminal again
when the program continues after a stop it cannot catch, such as SIGSTOP. Renders nothing.
*/
export function JobSignals({onStopSignal, onContinued, stop, beforeContinuing}: JobSignalsProps) {
	const {suspendTerminal} = useApp();
	useEffect(
		() =>
			onStopSignal(() => {
				// Rejects while the program is already stopping.
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
