import {constants} from 'node:os';

/** As `child_process` reports it: one of the two is `null`. */
export type Exit = {readonly exitCode: number | null; readonly signal: NodeJS.Signals | null};

/** From what node-pty reports: the signal's number, 0 for none. */
export function toExit(exitCode: number, signal: number | undefined): Exit {
	return signal ? {exitCode: null, signal: signalName(signal)} : {exitCode, signal: null};
}

function signalName(number: number): NodeJS.Signals {
	const entry = Object.entries(constants.signals).find(([, value]) => value === number);
	return (entry?.[0] ?? `signal ${number}`) as NodeJS.Signals;
}
