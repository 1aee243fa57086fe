//! What people are told, for the pages: as the service has it, and the check of a message counted by caller.

use std::{net::IpAddr, sync::Arc};

use http::request::Parts;
use leptos::context::use_context;
use motcua_app::{
    api::ApiError,
    backend::{Notifications, Reply},
    views::{DeliveriesView, GenuineView, Me, NotificationLine, Settle},
};
use motcua_core::{
    id::NotificationId,
    notification::Channel,
    page::{Cursor, Paged},
};

use crate::{gate::Caller, security::rate::Rates, services::Portal};

/// The port of the pages.
#[derive(Clone)]
pub struct SessionNotices {
    portal: Portal,
    rates: Arc<Rates>,
}

impl SessionNotices {
    /// Makes the port.
    pub fn new(portal: Portal, rates: Arc<Rates>) -> Self {
        Self { portal, rates }
    }
}

impl Notifications for SessionNotices {
    fn mine(&self, me: &Me, after: Option<Cursor<NotificationId>>) -> Reply<'_, Paged<NotificationLine>> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.notifications(&me, after).await?) })
    }

    fn read(&self, me: &Me, one: Option<NotificationId>) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.read_notifications(&me, one).await?) })
    }

    fn check(&self, code: String) -> Reply<'_, GenuineView> {
        let caller = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Caller>().map(|caller| caller.0));
        Box::pin(async move {
            let caller = caller.unwrap_or(IpAddr::from([127, 0, 0, 1]));
            self.rates.check(caller).map_err(|_| ApiError::TooMany)?;
            Ok(self.portal.check_message(&code).await?)
        })
    }

    fn keep_channel(&self, me: &Me, channel: Channel, address: String, wanted: bool) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.keep_channel(&me, channel, &address, wanted).await?) })
    }

    fn confirm_channel(&self, me: &Me, channel: Channel, code: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.confirm_channel(&me, channel, &code).await?) })
    }

    fn deliveries(&self, me: &Me) -> Reply<'_, DeliveriesView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.deliveries(&me).await?) })
    }

    fn settle(&self, me: &Me, delivery: String, how: Settle) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.settle_delivery(&me, delivery, how).await?) })
    }
}
