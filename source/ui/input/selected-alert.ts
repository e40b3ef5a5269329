import type {Alert} from '../../alerts/alert.js';
import {worstFirst} from '../alerts/worst-first.js';
import type {MachineDesk} from './desk.js';

/** Does that to the alert that is selected in the list of alerts; says so where alerts cannot be changed. */
export function onSelectedAlert(desk: MachineDesk, name: 'acknowledge' | 'silence', run: (alert: Alert) => void): void {
	const {overlay} = desk.ui();
	const alert = overlay?.kind === 'alerts' ? worstFirst(desk.monitor().sample?.alerts ?? [])[overlay.index] : undefined;
	if (alert && desk.settings().alertService[name]) {
		run(alert);
	} else if (alert) {
		const text = 'These alerts are evaluated elsewhere and cannot be changed from this screen.';
		desk.open({kind: 'message', text});
	}
}
