import { IconBuilding, IconHistory, IconUserCheck } from '@tabler/icons-react';
import { Box } from '../../components/box';
import classes from './create-organization.module.css';

/** What there is once it is made. */
export const WhatIsMade = () => (
  <Box title="What is made">
    <ul className={classes.made}>
      <li>
        <IconUserCheck size={18} stroke={1.5} aria-hidden />
        <span>
          <b>You are its Owner.</b> There is always at least one.
        </span>
      </li>
      <li>
        <IconBuilding size={18} stroke={1.5} aria-hidden />
        <span>
          One workspace, <b>Default workspace</b>.
        </span>
      </li>
      <li>
        <IconHistory size={18} stroke={1.5} aria-hidden />
        <span>A history of its own, from entry #1. Nothing of your other organizations is in it.</span>
      </li>
    </ul>
  </Box>
);
