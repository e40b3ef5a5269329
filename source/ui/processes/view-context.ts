import {createContext, useContext} from 'react';
import {initialUiState, type ProcessView} from '../state/ui-state.js';

/** How the user wants to see the processes. */
export const ProcessViewContext = createContext<ProcessView>(initialUiState.processes);

export function useProcessView(): ProcessView {
	return useContext(ProcessViewContext);
}
