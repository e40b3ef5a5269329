import type {MachineControls} from '../input/controls.js';
import {rowOf} from '../input/keys.js';
import type {PressedKey} from '../overlays/overlay-definition.js';
import {goTo} from './jump.js';

/** Handles a key on the page of the diagnosis. A key of another action closes the page and runs that action. */
export function handleDiagnosisKey({name, action}: PressedKey, index: number, controls: MachineControls): void {
	const findings = controls.monitor().sample?.findings ?? [];
	const current = Math.max(0, Math.min(index, findings.length - 1));
	if (name === 'enter' || action === 'details') {
		const finding = findings[current];
		finding ? goTo(finding, controls) : controls.open(undefined);
		return;
	}

	if (action === undefined) {
		return;
	}

	const {step, run} = rowOf(action);
	if (step) {
		const rows = 'rows' in step ? step.rows : Math.sign(step.pages);
		controls.open({kind: 'diagnosis', index: Math.max(0, Math.min(findings.length - 1, current + rows))});
		return;
	}

	controls.open(undefined);
	if (action !== 'diagnosis' && action !== 'close') {
		run(controls);
	}
}
