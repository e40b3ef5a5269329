import {isFindingPath} from '../alerts/rules/finding-path.js';
import type {AlertRule} from '../alerts/rules/rule.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import {needsProcessList} from '../diagnosis/measured.js';

/** Requests the list of processes while a finding needs it to name its cause, and while a rule names a finding about processes. */
export function requestForFindings(store: ReadonlyStore<MonitorState>, request: (isRequested: boolean) => void): void {
	const update = (): void => {
		const {sample, alerts} = store.getState();
		const hasFinding = sample?.findings?.some(({severity}) => severity !== 'note') ?? false;
		request(hasFinding || alerts.rules.some(requiresProcessList));
	};
	update();
	store.subscribe(update);
}

function requiresProcessList({metric, isEnabled}: AlertRule): boolean {
	return isEnabled && isFindingPath(metric) && metric.finding !== undefined && needsProcessList(metric.finding);
}
