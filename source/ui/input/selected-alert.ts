import type {Alert} from '../../alerts/alert.js';
import {worstFirst} from '../alerts/worst-first.js';
import type {MachineControls} from './controls.js';

/** Runs `run` on the alert selected in the alert list. Shows a message where alerts cannot be changed. */
export function onSelectedAlert(
	controls: MachineControls,
	name: 'acknowledge' | 'silence',
	run: (alert: Alert) => void,
): void {
	const {overlay} = controls.ui();
	const alert =
		overlay?.kind === 'alerts' ? worstFirst(controls.monitor().sample?.alerts ?? [])[overlay.index] : undefined;
	if (alert && controls.settings().alertService[name]) {
		run(alert);
	} else if (alert) {
		const text = 'These alerts are evaluated elsewhere and cannot be changed from this screen.';
		controls.showHint(text);
	}
}
