import AccountCircle from '@mui/icons-material/AccountCircle';
import { ListItemIcon, ListItemText, MenuItem, type Theme, useMediaQuery } from '@mui/material';
import { useTranslate } from 'ra-core';
import {
  LoadingIndicator,
  LocalesMenuButton,
  Logout,
  AppBar as ReactAdminAppBar,
  TitlePortal,
  ToggleThemeButton,
  UserMenu,
  useUserMenu,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { nameOf } from '../records/names';
import { useUser } from '../session/use-user';

/** On a phone the language is chosen in the profile: the bar has no room for it. */
function Toolbar() {
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  return (
    <>
      {!small && <LocalesMenuButton />}
      <ToggleThemeButton />
      <LoadingIndicator />
    </>
  );
}

export function AppBar() {
  const user = useUser();
  // Its name is what it shows, for who asks for it by voice; react-admin would call it “Profile”.
  const label = user && nameOf(user);
  return (
    <ReactAdminAppBar
      toolbar={<Toolbar />}
      userMenu={
        <UserMenu label={label}>
          <ProfileItem />
          <Logout />
        </UserMenu>
      }
    >
      <TitlePortal component="h1" />
    </ReactAdminAppBar>
  );
}

function ProfileItem() {
  const translate = useTranslate();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/profile" onClick={menu?.onClose}>
      <ListItemIcon>
        <AccountCircle fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('profile.title')}</ListItemText>
    </MenuItem>
  );
}
