import {useApp} from 'ink';
import {useEffect} from 'react';

export type StopSignalProps = {
	/** Has `listener` called whenever the program is to stop; returns the function that ends this. */
	onStopSignal(listener: () => void): () => void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

/** Draws nothing. Gives the terminal back before the program is stopped from outside, as Ctrl-Z does from inside. */
export function StopSignal({onStopSignal, stop}: StopSignalProps) {
	const {suspendTerminal} = useApp();
	useEffect(
		() =>
			onStopSignal(() => {
				// It fails while the program is stopping already.
				suspendTerminal(stop).catch(() => {});
			}),
		[onStopSignal, stop, suspendTerminal],
	);
	return null;
}
