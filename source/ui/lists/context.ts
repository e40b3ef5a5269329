import {createContext} from 'react';
import type {PanelName} from '../../config/options/panel-names.js';
import type {ListWindow, Place} from './place.js';

/** Where the user scrolled the panels' lists to. */
export type Places = Readonly<Partial<Record<PanelName, Place | undefined>>>;

export const PlacesContext = createContext<Places>({});

/** Each list that scrolls leaves here what it shows, for the keys to move in. */
export const ListWindowsContext = createContext<Map<PanelName, ListWindow>>(new Map());
