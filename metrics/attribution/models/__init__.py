"""Attribution models, one file each."""
