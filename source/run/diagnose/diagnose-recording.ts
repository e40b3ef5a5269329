import type {Config} from '../../config/definition.js';
import {UsageError, usageOf} from '../../config/model/usage-error.js';
import type {Command} from '../../config/options/commands.js';
import type {Sample} from '../../core/sample.js';
import {noAnswers} from '../../diagnosis/answers.js';
import {diagnose} from '../../diagnosis/diagnose.js';
import type {Finding, Unmeasured} from '../../diagnosis/finding.js';
import {emptyMemory} from '../../diagnosis/memory.js';
import {unmeasuredOf} from '../../diagnosis/unmeasured.js';
import {longSeconds} from '../../diagnosis/window.js';
import {latestSamples} from '../../recording/read/latest-samples.js';
import {onSteadyClock} from '../../recording/read/on-steady-clock.js';
import {openRecording, type Recording} from '../../recording/read/recording.js';
import {formatDateTime} from '../../support/format.js';
import {recordedMoment} from '../recorded-moment.js';
import {printDiagnosis} from './print-diagnosis.js';

/** Maximum number of records that are diagnosed. */
const maxRecords = 1000;
/** Minimum number of records for conditions that must last. */
const minRecords = 3;
/** A record describes the time up to this many typical intervals after it. */
const maxDistances = 5;

/** Prints the diagnosis of a moment of a recording, by default of its end. Returns the exit status. */
export async function diagnoseRecording(
	place: string,
	config: Config,
	command: Pick<Command, 'at' | 'json'>,
): Promise<number> {
	const recording = await usageOf('--replay: ', () => openRecording(place));
	const atMs = command.at === undefined ? recording.endMs : recordedMoment(command.at, recording);
	const latest = await latestAt(recording, atMs);
	if (latest.findings) {
		return printDiagnosis(latest, config, command);
	}

	const {timestampMs} = latest.snapshot;
	const samples = await latestSamples(recording, timestampMs - longSeconds * 1000, timestampMs, maxRecords);
	const findings = diagnosed(samples, recording.intervalMs);
	return printDiagnosis({...latest, findings}, config, command, [
		...unmeasuredOf(latest.snapshot),
		...(samples.length < minRecords ? [tooFew] : []),
	]);
}

const tooFew: Unmeasured = {
	what: 'conditions that must last',
	reason: `requires ${minRecords} records within a minute`,
};

/** Returns the last sample at or before a moment. Throws a UsageError for a moment in a gap of the recording. */
async function latestAt(recording: Recording, atMs: number): Promise<Sample> {
	let latest: Sample | undefined;
	for await (const moment of recording.moments(atMs)) {
		const sample = recording.sampleOf(moment);
		const isLater = moment.timestampMs > atMs;
		if (isLater && latest) {
			const beforeMs = latest.snapshot.timestampMs;
			if (atMs - beforeMs > Math.max(longSeconds * 1000, recording.intervalMs * maxDistances)) {
				const gap = `${formatDateTime(beforeMs)} to ${formatDateTime(moment.timestampMs)}`;
				throw new UsageError(`--at: the recording has a gap from ${gap}`);
			}

			return latest;
		}

		latest = sample ?? latest;
		if (isLater && latest) {
			return latest;
		}
	}

	if (!latest) {
		throw new UsageError('--replay: the recording is damaged at this time');
	}

	return latest;
}

function diagnosed(samples: readonly Sample[], intervalMs: number): readonly Finding[] {
	const past: Sample[] = [];
	let memory = emptyMemory;
	let findings: readonly Finding[] = [];
	for (const sample of samples) {
		past.push(onSteadyClock(sample, past.at(-1), intervalMs));
		const snapshots = past.map(({snapshot}) => snapshot);
		const latest = snapshots.at(-1);
		if (latest) {
			({findings, memory} = diagnose(memory, snapshots, latest, noAnswers));
		}
	}

	return findings;
}
