import {defaultHistory, type HistoryLimits} from '../../core/history.js';
import type {Playback} from '../../core/playback.js';
import type {Sample} from '../../core/sample.js';
import type {Source, SourceUpdate} from '../../core/source.js';
import {nextAlert, previousAlert, timeBefore} from '../read/jump-times.js';
import {latestSamples} from '../read/latest-samples.js';
import {onSteadyClock} from '../read/on-steady-clock.js';
import {openRecording, type Recording} from '../read/recording.js';
import {createTransport, type Jump} from './playback.js';

/** The options of `recordingSource`. */
export type RecordingSourceOptions = {
	/** Path of an exported file, of the output of `--json`, or of a directory of exported files. */
	readonly place: string;
	/** Limits of the history after a jump. @default 1000 samples and one hour */
	readonly history?: HistoryLimits;
	/**
	Whether the source continues after the last sample, so that the user can go back.

	@default false
	*/
	readonly staysAtEnd?: boolean;
};

/** Gaps in the recording of at least this many typical intervals are skipped. */
const maxDistances = 5;

/**
Returns a source for `createMonitor` that plays a recording at its recorded speed. `playback` controls it; a jump that is
requested before the monitor runs determines where the playback starts.

Rejects with an error that names the path when it contains no samples.
*/
export async function recordingSource({
	place,
	history = defaultHistory,
	staysAtEnd = false,
}: RecordingSourceOptions): Promise<Source & {readonly playback: Playback}> {
	const recording = await openRecording(place);
	const transport = createTransport(recording);

	/** Plays from a position until a jump is requested, which it returns. */
	async function* playFrom(fromMs: number, past: readonly Sample[] | undefined, signal: AbortSignal) {
		let before: Sample | undefined;
		let pastToTell = past;
		for await (const moment of recording.moments(fromMs)) {
			if (before) {
				transport.advance(gapBetween(before.snapshot.timestampMs, moment.timestampMs, recording.intervalMs));
				const jumpMs = await nextJump(signal);
				if (jumpMs !== undefined || signal.aborted) {
					return jumpMs;
				}
			}

			const sample = recording.sampleOf(moment);
			if (sample) {
				before = onSteadyClock(sample, before, recording.intervalMs);
				transport.update({
					positionMs: moment.timestampMs,
					isAtEnd: false,
					damagedLines: recording.damagedLines(),
				});
				yield turnOf(before, pastToTell);
				pastToTell = undefined;
			}
		}

		transport.update({isAtEnd: true, damagedLines: recording.damagedLines()});
		return staysAtEnd ? jumpFromEnd(signal) : undefined;
	}

	/** Nothing is due any more, whatever steps forward are asked for. */
	async function jumpFromEnd(signal: AbortSignal): Promise<number | undefined> {
		let jumpMs: number | undefined;
		while (jumpMs === undefined && !signal.aborted) {
			transport.advance(Number.POSITIVE_INFINITY);
			jumpMs = await nextJump(signal);
		}

		return jumpMs;
	}

	/** Waits until the next sample is due, or returns the target of a jump. */
	async function nextJump(signal: AbortSignal): Promise<number | undefined> {
		for (;;) {
			const asked = await transport.wait(signal);
			if (asked === 'due') {
				return undefined;
			}

			const targetMs = await targetOf(asked, signal);
			if (targetMs !== undefined) {
				return targetMs;
			}
		}
	}

	async function targetOf(jump: Jump, signal: AbortSignal): Promise<number | undefined> {
		const {positionMs} = transport.playback.store.getState();
		switch (jump.kind) {
			case 'seek':
				return jump.timestampMs;
			case 'back':
				return timeBefore(recording, positionMs, jump.count);
			case 'previousAlert':
				return previousAlert(recording, positionMs, () => signal.aborted || transport.hasJump());
			case 'nextAlert':
				return nextAlert(recording, positionMs, () => signal.aborted || transport.hasJump());
		}
	}

	return {
		kind: 'recording',
		playback: transport.playback,
		intervalMs: () => recording.intervalMs,
		health: () => [],
		async *updates(signal) {
			const firstMs = transport.hasJump() ? await nextJump(signal) : undefined;
			let targetMs = firstMs ?? (yield* playFrom(recording.startMs, undefined, signal));
			while (targetMs !== undefined && !signal.aborted) {
				const past = await pastOf(recording, targetMs, history);
				transport.restart();
				targetMs = yield* playFrom(targetMs, past, signal);
			}
		},
	};
}

function turnOf({snapshot, alerts, events, findings}: Sample, past: readonly Sample[] | undefined): SourceUpdate {
	return {snapshot, evaluation: {alerts, events}, findings, ...(past && {past})};
}

/** Returns the samples before a time, without the one at that time. */
async function pastOf(
	recording: Recording,
	targetMs: number,
	{samples, seconds}: HistoryLimits,
): Promise<readonly Sample[]> {
	const spanMs = recording.intervalMs > 0 ? Math.min(seconds * 1000, samples * recording.intervalMs) : seconds * 1000;
	const latest = await latestSamples(recording, targetMs - spanMs, targetMs, samples + 1);
	const past: Sample[] = [];
	for (const sample of latest.slice(0, -1)) {
		past.push(onSteadyClock(sample, past.at(-1), recording.intervalMs));
	}

	return past;
}

function gapBetween(beforeMs: number, nextMs: number, typicalMs: number): number {
	const gapMs = Math.max(0, nextMs - beforeMs);
	return typicalMs > 0 && gapMs > typicalMs * maxDistances ? typicalMs : gapMs;
}
