import type {Alert} from '../../alerts/alert.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import {worstFirst} from '../alerts/worst-first.js';
import type {MachineControls} from './controls.js';

/** Runs `run` on the alert selected in the alert list, or opens the list. Shows a hint where alerts cannot be changed. */
export function onSelectedAlert(
	controls: MachineControls,
	name: 'acknowledge' | 'silence',
	run: (alert: Alert) => void,
): void {
	const {overlay} = controls.ui();
	if (overlay?.kind !== 'alerts') {
		controls.open({kind: 'alerts', index: 0});
		return;
	}

	const alert = worstFirst(selectAlerts(controls.monitor()))[overlay.index];
	if (alert && controls.settings().alertService[name]) {
		run(alert);
	} else if (alert) {
		const text = 'These alerts are evaluated elsewhere and cannot be changed from this screen.';
		controls.showHint(text);
	}
}

/** Opens the list of alerts with an alert selected, as far as it is still active. */
export function openAlertList(controls: MachineControls, id: string): void {
	const alerts = worstFirst(selectAlerts(controls.monitor()));
	controls.open({
		kind: 'alerts',
		index: Math.max(
			0,
			alerts.findIndex(alert => alert.id === id),
		),
	});
}
