import type {MachineControls} from './controls.js';

/** Selects the match `step` matches away from the selected row, at most one; 0 stays on a match. Continues at the other end. */
export function selectMatch(controls: MachineControls, step: number): void {
	const {rows} = controls.processes();
	const {selectedKey} = controls.ui().processes;
	const selected = rows.findIndex(({key}) => key === selectedKey);
	const from = step === 0 || selected === -1 ? Math.max(0, selected) : selected + step;
	for (let offset = 0; offset < rows.length; offset++) {
		const index = (from + (step < 0 ? -offset : offset) + rows.length) % rows.length;
		if (rows[index]?.isFound) {
			controls.selectRow(index);
			return;
		}
	}
}
