import {useLayoutEffect} from 'react';

type OnUnmountProps = {
	/** Called when the tree is removed. Must not change. */
	run(): void;
};

/**
Draws nothing. Runs a function when the tree is removed, also when a signal ends the program: Ink then removes the tree in
the listener of the signal, and no other effects run.
*/
export function OnUnmount({run}: OnUnmountProps) {
	useLayoutEffect(() => run, [run]);
	return null;
}
