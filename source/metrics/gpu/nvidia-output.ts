import {singleLine} from '../../support/printable.js';
import type {Gpu} from '../snapshot.js';
import {type NvidiaField, parseNvidiaLine} from './nvidia-csv.js';
import type {Losses} from './nvidia-roll.js';
import {parseNvidiaReport} from './nvidia-xml.js';
import {pciAddress} from './pci-address.js';

/** A pause of this length ends the first round: each GPU has had its line. */
const roundGapMs = 50;

const maxLine = 8192;
const maxReport = 4 * 1024 * 1024;
const maxLastWords = 200;

/** A parser of the output of a running `nvidia-smi`, which receives it in pieces of any size. */
export type NvidiaOutput = {
	/** Adds a piece of output. Returns whether it completed a measurement. */
	take(text: string): boolean;
	/** Returns the latest GPUs. `undefined` until each GPU has been measured once. */
	gpus(): readonly Gpu[] | undefined;
	/** Returns the last line that was not a measurement, which explains a failure of `nvidia-smi`. */
	lastWords(): string;
	/** Returns the GPUs that `nvidia-smi` cannot reach. */
	losses(): Losses;
};

/**
Returns a parser of CSV lines. They come in rounds of one line per GPU, ascending by index.

A new round begins with an index that is not above the previous one. A GPU without a line in a whole round is lost. A
round may take seconds on a busy host with many GPUs, so GPUs without a line in the current round keep their previous
values.
*/
export function csvOutput(fields: readonly NvidiaField[], monotonicMs: () => number): NvidiaOutput {
	let rest = '';
	let words = '';
	let previousRound: ReadonlyMap<number, Gpu> | undefined;
	let round = new Map<number, Gpu>();
	let lastIndex = -1;
	let lastLineMs = 0;
	let latest: readonly Gpu[] | undefined;
	const losses = new Map<string, string>();

	const takeLine = (line: string): boolean => {
		const gpu = parseNvidiaLine(line, fields);
		if (gpu === undefined) {
			words = line.trim() === '' ? words : line;
			noteLoss(losses, line);
			return false;
		}

		losses.delete(gpu.pciAddress ?? '');

		if (gpu.id <= lastIndex) {
			previousRound = round;
			round = new Map();
		}

		round.set(gpu.id, gpu);
		lastIndex = gpu.id;
		lastLineMs = monotonicMs();
		latest = undefined;
		return true;
	};

	return {
		take(text) {
			const lines = (rest + text).split(/\r?\n/);
			rest = lines.pop()?.slice(-maxLine) ?? '';
			return lines.map(takeLine).includes(true);
		},
		gpus() {
			const isSettled = previousRound !== undefined || monotonicMs() - lastLineMs >= roundGapMs;
			if (round.size === 0 || !isSettled) {
				return undefined;
			}

			latest ??= [...round.values(), ...[...(previousRound?.values() ?? [])].filter(({id}) => id > lastIndex)];
			return latest;
		},
		lastWords: () => wordsOf(words || rest),
		losses: () => losses,
	};
}

/** Returns a parser of consecutive XML reports. */
export function xmlOutput(): NvidiaOutput {
	const end = '</nvidia_smi_log>';
	let rest = '';
	let latest: readonly Gpu[] | undefined;
	const losses = new Map<string, string>();

	return {
		take(text) {
			const pieces = (rest + text).split(end);
			rest = pieces.pop()?.slice(-maxReport) ?? '';
			for (const line of text.split('\n')) {
				noteLoss(losses, line);
			}

			const gpus = parseNvidiaReport((pieces.at(-1) ?? '') + end);
			latest = gpus.length === 0 ? latest : gpus;
			for (const gpu of gpus) {
				losses.delete(gpu.pciAddress ?? '');
			}

			return gpus.length > 0;
		},
		gpus: () => latest,
		lastWords: () => wordsOf(/([^\n]*\S[^\n]*)\s*$/.exec(rest.slice(-maxLine))?.[1] ?? ''),
		losses: () => losses,
	};
}

/**
Records a lost GPU: `Unable to determine the device handle for GPU0000:02:00.0: GPU is lost.  Reboot the system …`.
*/
function noteLoss(losses: Map<string, string>, line: string): void {
	const [, place, reason] = /\bGPU ?([\da-f]{4,8}:[\da-f]{2}:[\da-f]{2}\.[\da-f]):? *(.*)$/i.exec(line) ?? [];
	const address = pciAddress(place);
	if (address !== undefined && losses.size < maxLosses) {
		losses.set(address, wordsOf(reason ?? '').replaceAll(/ {2,}/g, ' ') || wordsOf(line));
	}
}

const maxLosses = 64;

function wordsOf(text: string): string {
	return singleLine(text, maxLastWords).trim();
}
