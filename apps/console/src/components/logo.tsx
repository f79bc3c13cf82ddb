import classes from './logo.module.css';

/** The mark and the name. */
export function Logo() {
  return (
    <span className={classes.logo}>
      <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden>
        <rect width="24" height="24" rx="6" className={classes.plate} />
        <path d="M6 8h12M6 12h9M6 16h6" className={classes.lines} />
        <circle cx="16.5" cy="16" r="1.8" fill="#e0a83a" />
      </svg>
      Annals
    </span>
  );
}
