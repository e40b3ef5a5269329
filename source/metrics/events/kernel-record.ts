import {Buffer} from 'node:buffer';
import {textOf} from '../values/escaped-text.js';

/** A record of the kernel log. */
export type KernelRecord = {
	/** Milliseconds of the kernel's monotonic clock, which does not run while the machine is suspended. */
	readonly stampMs: number;
	/** One line, without control characters but those that the kernel wrote as text. */
	readonly message: string;
	/** Counts all records since the boot. */
	readonly sequence: number;
};

/** `priority,sequence,microseconds,flags[,caller];message`, then lines that begin with a space. */
const pattern = /^(\d{1,10}),(\d{1,20}),(\d{1,20}),[^;\n]*;([^\n]*)/;

/** Longer messages are cut; the kernel's own have at most about 1,000 characters. */
const maxMessage = 2000;

/**
Parses one record of `/dev/kmsg` (Documentation/ABI/testing/dev-kmsg), as Latin-1 text. Returns `undefined` for text of
another form, and for records that programs wrote: only the kernel's own have the facility 0.
*/
export function parseKernelRecord(text: string): KernelRecord | undefined {
	const [, priority, sequence, microseconds, message] = pattern.exec(text) ?? [];
	if (priority === undefined || microseconds === undefined || message === undefined || Number(priority) > 7) {
		return undefined;
	}

	return {stampMs: Number(microseconds) / 1000, message: message.slice(0, maxMessage), sequence: Number(sequence)};
}

/** Returns text in which the kernel escaped bytes as `\xe9`, with the bytes that are valid UTF-8 as characters. */
export function unescaped(text: string): string {
	const bytes = text.replaceAll(/\\x([\da-f]{2})/g, (_, digits: string) =>
		String.fromCharCode(Number.parseInt(digits, 16)),
	);
	return textOf(Buffer.from(bytes, 'latin1'));
}
