import type {Config} from '../../config/definition.js';

/** Time between measurements of what is usually measured less often. */
const closeMs = 1000;

/** Returns the configuration with the intervals of a diagnosis, which observes the machine for some seconds only. */
export function observedClosely(config: Config): Config {
	const {metrics} = config;
	const often = <Settings extends {readonly intervalMs: number | undefined}>(settings: Settings): Settings => ({
		...settings,
		intervalMs: Math.min(settings.intervalMs ?? closeMs, closeMs),
	});
	return {
		...config,
		metrics: {
			...metrics,
			disks: often(metrics.disks),
			processes: often(metrics.processes),
			groups: often(metrics.groups),
			pressure: often(metrics.pressure),
			kernel: often(metrics.kernel),
		},
	};
}
