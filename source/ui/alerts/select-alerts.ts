import type {Alert} from '../../alerts/alert.js';
import type {AlertStates} from '../../alerts/engine/alert-states.js';
import {markedAlerts} from '../../alerts/engine/marked-alerts.js';
import type {MonitorState} from '../../core/state.js';

const noAlerts: readonly Alert[] = [];

/** Returns the active alerts, with acknowledgements and silences since the sample. */
export function selectAlerts({sample, alerts: {states}}: Pick<MonitorState, 'sample' | 'alerts'>): readonly Alert[] {
	if (!sample || sample.snapshot.monotonicMs !== states.monotonicMs) {
		return sample?.alerts ?? noAlerts;
	}

	// The same result for the same state: a component draws again when the result is another object.
	const before = marked.get(sample.alerts);
	if (before?.states === states) {
		return before.alerts;
	}

	const alerts = markedAlerts(sample.alerts, states, sample.snapshot.timestampMs);
	marked.set(sample.alerts, {states, alerts});
	return alerts;
}

const marked = new WeakMap<readonly Alert[], {readonly states: AlertStates; readonly alerts: readonly Alert[]}>();
