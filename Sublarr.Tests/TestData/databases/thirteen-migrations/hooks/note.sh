#!/bin/sh
echo heard $SUBLARR_EVENT
