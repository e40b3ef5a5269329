import {createContext, useContext} from 'react';
import {noProcessService, type ProcessService} from './service.js';

export const ProcessServiceContext = createContext<ProcessService>(noProcessService);

export function useProcessService(): ProcessService {
	return useContext(ProcessServiceContext);
}
