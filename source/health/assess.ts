import type {HealthReport} from './report.js';

/** So many intervals without a sample are too many, and never less than this. */
const missedSamples = 3;
const minSilenceMs = 2000;
/** By then there is a first sample. */
const maxStartMs = 10_000;
/** The event loop that was held for this long was too busy. */
const maxDelayMs = 1000;

type Findings = Omit<HealthReport, 'status' | 'reasons'>;

/** What the findings mean. Pure. */
export function assess(findings: Findings): Pick<HealthReport, 'status' | 'reasons'> {
	const failing = silence(findings);
	const reasons = [...failing, ...troubles(findings)];
	return {status: failing.length > 0 ? 'failing' : reasons.length > 0 ? 'degraded' : 'ok', reasons};
}

function silence({samples, sampleAgeMs, uptimeMs, intervalMs, collectors}: Findings): readonly string[] {
	if (samples === 0 && uptimeMs > Math.max(maxStartMs, missedSamples * intervalMs)) {
		return ['nothing was measured yet'];
	}

	if (sampleAgeMs !== undefined && sampleAgeMs > Math.max(minSilenceMs, missedSamples * intervalMs)) {
		return [`nothing was measured for ${seconds(sampleAgeMs)}`];
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
			? [`the event loop was held for ${seconds(eventLoopDelayMs)}`]
			: []),
	];
}

/** What the machine does not have, or what sleeps or is switched off, is no trouble. */
function isInTrouble({state}: Findings['collectors'][number]): boolean {
	return state === 'error' || state === 'timeout' || state === 'stale';
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
