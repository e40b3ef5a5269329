import type {HealthReport} from './report.js';

/** A monitor is failing after this many intervals without a sample, but not before `minSilenceMs`. */
const missedSamples = 3;
const minSilenceMs = 2000;
/** Maximum time until the first sample. */
const maxStartMs = 10_000;
/** A longer delay of the event loop makes the status `degraded`. */
const maxDelayMs = 1000;

type Findings = Omit<HealthReport, 'status' | 'reasons'>;

/** Returns the status that follows from the findings, with the reasons. The function is pure. */
export function assess(findings: Findings): Pick<HealthReport, 'status' | 'reasons'> {
	const failing = failures(findings);
	const reasons = [...failing, ...troubles(findings)];
	return {status: failing.length > 0 ? 'failing' : reasons.length > 0 ? 'degraded' : 'ok', reasons};
}

/** Returns that the monitor takes no samples; `undefined` while it does. */
export function silenceOf({
	samples,
	sampleAgeMs,
	uptimeMs,
	intervalMs,
}: Pick<Findings, 'samples' | 'sampleAgeMs' | 'uptimeMs' | 'intervalMs'>): string | undefined {
	if (samples === 0 && uptimeMs > Math.max(maxStartMs, missedSamples * intervalMs)) {
		return 'no sample has been taken yet';
	}

	return sampleAgeMs !== undefined && sampleAgeMs > Math.max(minSilenceMs, missedSamples * intervalMs)
		? `no sample has been taken for ${seconds(sampleAgeMs)}`
		: undefined;
}

function failures({collectors, ...findings}: Findings): readonly string[] {
	const silence = silenceOf(findings);
	if (silence !== undefined) {
		return [silence];
	}

	const measuring = collectors.filter(({name}) => name !== 'self' && name !== 'system');
	return measuring.length > 0 && measuring.every(isInTrouble) ? ['no metric can be read'] : [];
}

function troubles({collectors, problems, memory, eventLoopDelayMs}: Findings): readonly string[] {
	return [
		...problems.map(({area, message}) => `${area}: ${message}`),
		...collectors
			.filter(isInTrouble)
			.map(({name, state, reason}) => `${name}: ${state}${reason === undefined ? '' : `: ${reason}`}`),
		...(memory?.leakWarning === undefined ? [] : [memory.leakWarning]),
		...(eventLoopDelayMs !== undefined && eventLoopDelayMs > maxDelayMs
			? [`the event loop was blocked for ${seconds(eventLoopDelayMs)}`]
			: []),
	];
}

/** Returns whether a collector fails. Unsupported, asleep and disabled metrics do not fail. */
function isInTrouble({state}: Findings['collectors'][number]): boolean {
	return state === 'error' || state === 'timeout' || state === 'stale';
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
