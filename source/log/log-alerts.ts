import type {AlertEventKind} from '../alerts/alert.js';
import type {Sample} from '../core/sample.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import type {Log, LogLevel} from './log.js';

const area = 'alerts';

const levels: Readonly<Record<AlertEventKind, LogLevel>> = {
	raised: 'warn',
	escalated: 'warn',
	deescalated: 'info',
	repeated: 'debug',
	cleared: 'info',
};

/**
Logs changes of alerts: raised, escalated, deescalated, cleared, acknowledged, silenced. Returns the function that stops
it.
*/
export function logAlerts(store: ReadonlyStore<MonitorState>, log: Log): () => void {
	let previous: Sample | undefined;

	return store.subscribe(() => {
		const {sample} = store.getState();
		if (sample === undefined || sample === previous) {
			return;
		}

		for (const {kind, alert} of sample.sequence === previous?.sequence ? [] : sample.events) {
			log(levels[kind], area, `${kind}: ${alert.message}`);
		}

		for (const alert of sample.alerts) {
			const before = previous?.alerts.find(({id}) => id === alert.id);
			if (before && !before.isAcknowledged && alert.isAcknowledged) {
				log('info', area, `acknowledged: ${alert.message}`);
			}

			if (before && before.isSilenced !== alert.isSilenced) {
				log('info', area, `${alert.isSilenced ? 'silenced' : 'no longer silenced'}: ${alert.message}`);
			}
		}

		previous = sample;
	});
}
