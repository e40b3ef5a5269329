import {createContext, useContext} from 'react';
import {type AlertService, noAlertService} from './service.js';

export const AlertServiceContext = createContext<AlertService>(noAlertService);

export function useAlertService(): AlertService {
	return useContext(AlertServiceContext);
}
