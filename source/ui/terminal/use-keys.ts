import type {EventEmitter} from 'node:events';
import {useStdin} from 'ink';
import {useEffect} from 'react';

/**
Calls `onInput` with each sequence or text that Ink separates in the terminal input. Ink's `useInput` cannot be used: it
drops function keys.
*/
export function useKeys(onInput: (input: string) => void, isActive: boolean): void {
	const stdin = useStdin();
	const {setRawMode} = stdin;
	const events = emitterOf(stdin);
	useEffect(() => {
		if (!isActive) {
			return;
		}

		setRawMode(true);
		return () => setRawMode(false);
	}, [isActive, setRawMode]);
	useEffect(() => {
		if (!isActive) {
			return;
		}

		events.on('input', onInput);
		return () => {
			events.off('input', onInput);
		};
	}, [isActive, events, onInput]);
}

/** Returns the emitter that Ink sends its input to. Its types do not name it. */
function emitterOf(stdin: object): EventEmitter {
	if (!('internal_eventEmitter' in stdin)) {
		throw new Error('Ink has no emitter of its input. useKeys must be adapted to this version of Ink.');
	}

	return stdin.internal_eventEmitter as EventEmitter;
}
